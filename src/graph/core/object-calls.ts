import type { OperationId } from '../../posthog/api/operations.ts';
import type { Asked, FieldArguments, FieldCall, FieldUpstream } from '../planner/field-cost.ts';
import type { Lookup } from '../planner/readings.ts';
import { objectsOfIds, objectsOfReferences, type NamedObject } from './named-objects.ts';

/** Objects of one project that one list may find, by their identity. */
interface Group {
  readonly lookup: Lookup;
  readonly identities: Set<string>;
}

/**
 * The calls that read some objects, each object once, and those of one project by a list where there is one.
 * @param detailed types of which the document asks something that only their detail has
 */
function callsFor(
  objects: readonly NamedObject[],
  detailed: ReadonlySet<string>,
): readonly FieldCall[] {
  const alone = new Map<OperationId, Set<string>>();
  const groups = new Map<string, Group>();
  const shared = new Set<OperationId>();
  const readAlone = ({ one }: Lookup, identities: Iterable<string>) => {
    for (const operation of one) {
      const read = alone.get(operation) ?? new Set();
      for (const identity of identities) read.add(identity);
      alone.set(operation, read);
    }
  };
  for (const { lookup, readAs, needsDetail, project, identity } of objects) {
    const { one, several, whole, once } = lookup;
    if (once === 'request') for (const operation of one) shared.add(operation);
    // Rows of such a list have no detail.
    else if (several === undefined || (whole === 'asked' && (needsDetail || detailed.has(readAs))))
      readAlone(lookup, [identity]);
    else {
      const name = `${one.join()} ${several} ${project}`;
      const group = groups.get(name) ?? { lookup, identities: new Set() };
      groups.set(name, group);
      group.identities.add(identity);
    }
  }
  const times = new Map<OperationId, number>();
  for (const { lookup, identities } of groups.values()) {
    if (identities.size === 1) readAlone(lookup, identities);
    else times.set(lookup.several!, (times.get(lookup.several!) ?? 0) + 1);
  }
  for (const [operation, { size }] of alone) {
    times.set(operation, (times.get(operation) ?? 0) + size);
  }
  return [
    ...Array.from(times, ([operation, count]) => ({ operation, times: () => count })),
    ...Array.from(shared, (operation) => ({ operation, once: 'request' as const })),
  ];
}

/** The types among those of some objects that a document asks for a field of their detail. */
function detailedTypes(objects: readonly NamedObject[], asked: Asked): ReadonlySet<string> {
  const asking = objects.filter(({ lookup }) => lookup.whole === 'asked');
  const types = new Set(asking.map(({ readAs }) => readAs));
  return new Set([...types].filter((typename) => asked.selectsDetail(typename)));
}

/** What one list of ids or references names, and what that costs. One list may stand in many places of a document. */
class NamedList {
  readonly objects: readonly NamedObject[];
  readonly #calls = new Map<string, readonly FieldCall[]>();

  constructor(objects: readonly NamedObject[]) {
    this.objects = objects;
  }

  calls(asked: Asked): readonly FieldCall[] {
    const detailed = detailedTypes(this.objects, asked);
    const name = [...detailed].join(' ');
    const calls = this.#calls.get(name) ?? callsFor(this.objects, detailed);
    this.#calls.set(name, calls);
    return calls;
  }
}

/** How many of some objects are different. */
const differentOf = (objects: readonly NamedObject[]) =>
  new Set(objects.map(({ name }) => name)).size;

/** What a field costs whose arguments name the objects it gives. */
function costOfNamed(listOf: (args: FieldArguments, asked: Asked) => NamedList) {
  return {
    calls: (args, asked) => listOf(args, asked).calls(asked),
    different: (args, asked) => differentOf(listOf(args, asked).objects),
    ofType: (args, typename, asked) => {
      const objects = listOf(args, asked).objects.filter((one) => one.typename === typename);
      const hasDetail = objects.every(({ lookup }) => lookup.whole !== undefined);
      return { rows: objects.length, different: differentOf(objects), hasDetail };
    },
  } satisfies FieldUpstream;
}

const listOfIds = remembered((ids: readonly string[], { schema }) => objectsOfIds(schema, ids));
const listOfReferences = remembered((references: readonly unknown[], { schema, projectId }) =>
  objectsOfReferences(schema, references, projectId),
);

function remembered<List extends object>(
  objectsIn: (list: List, asked: Asked) => readonly NamedObject[],
): (list: List, asked: Asked) => NamedList {
  const known = new WeakMap<List, NamedList>();
  return (list, asked) => {
    const named = known.get(list) ?? new NamedList(objectsIn(list, asked));
    known.set(list, named);
    return named;
  };
}

/** A list of any JSON that a gateway sends; what is no list names nothing. */
const referencesIn = ({ representations }: FieldArguments): readonly unknown[] =>
  Array.isArray(representations) ? representations : [];

/** Field option of `node`. */
export const nodeCall = {
  upstream: costOfNamed(
    ({ id }, { schema }) => new NamedList(objectsOfIds(schema, [id as string])),
  ),
} satisfies { upstream: FieldUpstream };

/** Field option of `nodes`. */
export const nodesCall = {
  upstream: {
    ...costOfNamed(({ ids }, asked) => listOfIds(ids as readonly string[], asked)),
    rows: ({ ids }) => (ids as readonly string[]).length,
  },
} satisfies { upstream: FieldUpstream };

/** Field option of `_entities`: the references are in its arguments, so its price is nearly exact. */
export const entitiesCall = {
  upstream: {
    ...costOfNamed((args, asked) => listOfReferences(referencesIn(args), asked)),
    rows: (args) => referencesIn(args).length,
    project: 'references',
  },
} satisfies { upstream: FieldUpstream };
