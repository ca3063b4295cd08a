import { nameInRef } from '../../posthog/api/openapi.ts';
import type { JsonSchema } from '../../posthog/api/openapi.ts';

/** A type of JSON Schema. */
export type Kind = 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object' | 'null';

/** What a schema allows, with its references followed and its unions taken apart. */
export interface Allowed {
  /** The schemas that are no union and no reference. */
  readonly branches: readonly JsonSchema[];
  /** Undefined when a branch allows any kind of value. */
  readonly kinds: ReadonlySet<Kind> | undefined;
  /** The text that is allowed; undefined when no text is, or any. */
  readonly choices: readonly string[] | undefined;
}

const known = new WeakMap<JsonSchema, Allowed>();

/** @param root the schema that contains the definitions a reference points to */
export function allowedBy(schema: JsonSchema, root: JsonSchema): Allowed {
  let allowed = known.get(schema);
  if (!allowed) {
    const branches = branchesOf(schema, root);
    const kinds = branches.map(kindsOf);
    allowed = {
      branches,
      kinds: kinds.includes(undefined) ? undefined : new Set(kinds.flatMap((one) => one ?? [])),
      choices: choicesOf(branches),
    };
    known.set(schema, allowed);
  }
  return allowed;
}

function branchesOf(schema: JsonSchema, root: JsonSchema): JsonSchema[] {
  if (schema.$ref !== undefined) {
    const definitions = root['$defs'] as Readonly<Record<string, JsonSchema>> | undefined;
    const found = definitions?.[nameInRef(schema.$ref)];
    return found ? branchesOf(found, root) : [];
  }
  const union = schema.anyOf ?? schema.oneOf;
  return union ? union.flatMap((branch) => branchesOf(branch, root)) : [schema];
}

function kindsOf(schema: JsonSchema): readonly Kind[] | undefined {
  if (schema.type !== undefined) return [schema.type].flat() as Kind[];
  const values = schema.enum ?? ('const' in schema ? [schema.const] : undefined);
  if (values) return values.map(kindOf);
  if (schema.properties) return ['object'];
  return schema.items ? ['array'] : undefined;
}

function kindOf(value: unknown): Kind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as Kind;
}

function choicesOf(branches: readonly JsonSchema[]): readonly string[] | undefined {
  const texts = branches.filter((branch) => kindsOf(branch)?.includes('string') ?? true);
  const values = texts.map(
    (branch) => branch.enum ?? ('const' in branch ? [branch.const] : undefined),
  );
  if (values.length === 0 || values.includes(undefined)) return undefined;
  return values.flatMap((list) => list ?? []).filter((one) => typeof one === 'string');
}
