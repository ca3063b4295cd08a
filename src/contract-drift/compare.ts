import type { JsonSchema } from '../posthog/api/openapi.ts';
import { operationsOf, type DescribedOperation, type Document } from './document.ts';
import { shapeOf, type Shape } from './shape.ts';

/** Whether a schema is what a caller sends or what PostHog returns. */
export type Direction = 'request' | 'answer';

export type ChangeKind =
  | 'operation gone'
  | 'operation new'
  | 'parameter gone'
  | 'parameter new'
  | 'parameter required'
  | 'property gone'
  | 'property new'
  | 'property required'
  | 'type changed'
  | 'words gone'
  | 'words new';

/** One difference between the pinned contract and a newer document. */
export interface Change {
  readonly kind: ChangeKind;
  /** The operation, as `GET /api/…`; the first one, if a shared schema differs in several. */
  readonly operation: string;
  readonly direction?: Direction;
  /** Name of the contract's schema that has the property. */
  readonly schema?: string;
  /** Property or parameter; nested ones as `filters.groups[].variant`, from the schema on. */
  readonly place?: string;
  /** Words, types or names that make the difference. */
  readonly detail?: string;
}

/** Routes whose new operations are reported: what is about experiments and their flags. */
const IN_REACH = /\/(experiment\w*|feature_flags)\//;

/**
 * What differs in a newer document of PostHog's, for the operations of the pinned contract. Only differences that
 * matter to a client count: texts, order and a schema that has become vaguer do not.
 */
export function compareDocuments(pinned: Document, newer: Document): readonly Change[] {
  const before = operationsOf(pinned);
  const after = operationsOf(newer);
  const changes = new Map<string, Change>();
  const add = (change: Change) => {
    const { operation: _operation, ...what } = change;
    // A schema that several operations share is reported once.
    const identity = JSON.stringify(change.schema === undefined ? change : what);
    if (!changes.has(identity)) changes.set(identity, change);
  };
  for (const [identity, operation] of before) {
    const other = after.get(identity);
    if (!other) add({ kind: 'operation gone', operation: nameOf(operation) });
    else compareOperations({ pinned, newer, add }, operation, other);
  }
  for (const [identity, operation] of after) {
    if (!before.has(identity) && IN_REACH.test(operation.path))
      add({ kind: 'operation new', operation: nameOf(operation) });
  }
  return [...changes.values()];
}

interface Comparison {
  readonly pinned: Document;
  readonly newer: Document;
  readonly add: (change: Change) => void;
}

const nameOf = ({ method, path }: DescribedOperation) => `${method} ${path}`;

function compareOperations(
  comparison: Comparison,
  before: DescribedOperation,
  after: DescribedOperation,
): void {
  const { add } = comparison;
  const operation = nameOf(before);
  for (const name of before.parameters.keys()) {
    if (!after.parameters.has(name)) add({ kind: 'parameter gone', operation, place: name });
  }
  for (const [name, { required }] of after.parameters) {
    const known = before.parameters.get(name);
    if (!known) add({ kind: 'parameter new', operation, place: name });
    else if (required && !known.required)
      add({ kind: 'parameter required', operation, place: name });
  }
  if (before.body && after.body)
    compareSchemas(comparison, { operation, direction: 'request' }, before.body, after.body);
  if (before.answer && after.answer)
    compareSchemas(comparison, { operation, direction: 'answer' }, before.answer, after.answer);
}

interface Where {
  readonly operation: string;
  readonly direction: Direction;
  readonly schema?: string;
  readonly place?: string;
}

function compareSchemas(
  comparison: Comparison,
  at: Where,
  before: JsonSchema,
  after: JsonSchema,
  within: ReadonlySet<string> = new Set(),
): void {
  const old = shapeOf(comparison.pinned, before);
  const current = shapeOf(comparison.newer, after);
  if (old.name !== undefined && within.has(old.name)) return;
  const inside = old.name === undefined ? within : new Set([...within, old.name]);
  const { place: _place, ...outside } = at;
  // Inside a named schema, places start anew.
  const where = old.name === undefined ? at : { ...outside, schema: old.name };
  compareValues(comparison, at, old, current);
  if (old.items && current.items)
    compareSchemas(comparison, below(where, '[]'), old.items, current.items, inside);
  if (old.values && current.values)
    compareSchemas(comparison, below(where, '*'), old.values, current.values, inside);
  // A schema without properties says nothing about them.
  if (old.properties.size === 0 || current.properties.size === 0) return;
  compareProperties(comparison, where, old, current, inside);
}

const below = (where: Where, name: string): Where => {
  const { place } = where;
  const separator = place === undefined || name === '[]' ? '' : '.';
  return { ...where, place: `${place ?? ''}${separator}${name}` };
};

function compareProperties(
  comparison: Comparison,
  where: Where,
  old: Shape,
  current: Shape,
  inside: ReadonlySet<string>,
): void {
  const { add } = comparison;
  for (const [name, schema] of old.properties) {
    const other = current.properties.get(name);
    if (other) compareSchemas(comparison, below(where, name), schema, other, inside);
    else add({ kind: 'property gone', ...below(where, name) });
  }
  for (const [name, schema] of current.properties) {
    if (old.properties.has(name)) {
      const isNewlyRequired = current.required.has(name) && !old.required.has(name);
      if (isNewlyRequired && where.direction === 'request' && schema['readOnly'] !== true)
        add({ kind: 'property required', ...below(where, name) });
    } else if (!isOtherDirection(schema, where.direction)) {
      add({ kind: 'property new', ...below(where, name) });
    }
  }
}

/** True for a property that is only sent, in an answer, or only returned, in a request. */
const isOtherDirection = (schema: JsonSchema, direction: Direction) =>
  schema[direction === 'request' ? 'readOnly' : 'writeOnly'] === true;

/** What one set has and the other has not; nothing when either says nothing. */
const more = (from: ReadonlySet<string>, than: ReadonlySet<string>) =>
  from.size === 0 || than.size === 0 ? [] : [...from].filter((one) => !than.has(one));

/** An integer is a number; documents of drf-spectacular do not always say which. */
const typesOf = ({ types }: Shape) =>
  new Set([...types].map((type) => (type === 'integer' ? 'number' : type)));

function compareValues({ add }: Comparison, where: Where, old: Shape, current: Shape): void {
  const [wider, narrower] = [
    more(typesOf(current), typesOf(old)),
    more(typesOf(old), typesOf(current)),
  ];
  const changed = where.direction === 'answer' ? wider : narrower;
  if (changed.length > 0) {
    const verb = where.direction === 'answer' ? 'may now be' : 'may no longer be';
    add({ kind: 'type changed', ...where, detail: `${verb} ${changed.join(' or ')}` });
  }
  const added = more(current.words, old.words);
  if (added.length > 0) add({ kind: 'words new', ...where, detail: added.join(', ') });
  const gone = more(old.words, current.words);
  if (gone.length > 0) add({ kind: 'words gone', ...where, detail: gone.join(', ') });
}
