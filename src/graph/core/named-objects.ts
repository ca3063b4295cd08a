import type { GraphQLSchema } from 'graphql';
import { isNumberOfPostHog } from '../planner/current-project.ts';
import { readingOf, type Lookup, type ObjectId } from '../planner/readings.ts';
import { decodeGlobalId, notAnId } from './global-id.ts';

/** An object that the arguments of a field name, and how it will be read. */
export interface NamedObject {
  /** The type that is named, which `rows` of that type are counted by. */
  readonly typename: string;
  /** The type that is read: another one for a part of an object. */
  readonly readAs: string;
  readonly lookup: Lookup;
  /** Objects of one project are read together. */
  readonly project: string;
  /** The same for the same object looked up in the same way. */
  readonly identity: string;
  /** The same for the same object or the same part of it. */
  readonly name: string;
  /** Set for a part of an object: only the detail has it. */
  readonly needsDetail: boolean;
}

type Reference = Readonly<Record<string, unknown>>;

/** The object of an id; undefined where this graph has no such object, which costs nothing. */
function named(schema: GraphQLSchema, { typename, id }: ObjectId): NamedObject | undefined {
  const reading = readingOf(schema, typename);
  if (!reading) return undefined;
  if ('partOf' in reading) {
    const owner = reading.partOf(id);
    const whole = owner && named(schema, owner);
    const name = `${typename} ${id}`;
    return whole ? { ...whole, typename, name, needsDetail: true } : undefined;
  }
  const project = reading.once === 'request' ? '' : (id.split(':')[0] ?? '');
  return {
    typename,
    readAs: typename,
    lookup: reading,
    project,
    identity: `${typename} ${id}`,
    name: `${typename} ${id}`,
    needsDetail: false,
  };
}

/** The objects that ids of this graph name. @throws GraphQLError INVALID_ID */
export function objectsOfIds(schema: GraphQLSchema, ids: readonly string[]): NamedObject[] {
  return ids.flatMap((id) => {
    const decoded = decodeGlobalId(id);
    if (!readingOf(schema, decoded.typename)) throw notAnId(id);
    return named(schema, decoded) ?? [];
  });
}

/**
 * The objects that references of a gateway name. They are any JSON: what is no reference names none.
 * @param configured the project of references that name none
 */
export function objectsOfReferences(
  schema: GraphQLSchema,
  references: readonly unknown[],
  configured: string,
): NamedObject[] {
  return references.flatMap((one) =>
    typeof one === 'object' && one !== null
      ? (objectOfReference(schema, one, configured) ?? [])
      : [],
  );
}

function objectOfReference(
  schema: GraphQLSchema,
  reference: object,
  configured: string,
): NamedObject | undefined {
  const { __typename: typename, id, projectId, posthogId } = reference as Reference;
  const reading = typeof typename === 'string' ? readingOf(schema, typename) : undefined;
  if (typeof typename !== 'string' || !reading) return undefined;
  const other = 'one' in reading ? (reading.by ?? {}) : {};
  const key = Object.keys(other).find((name) => name in reference);
  if (key !== undefined) {
    const name = JSON.stringify(reference);
    return {
      typename,
      readAs: typename,
      lookup: other[key]!,
      project: String(projectId),
      identity: name,
      name,
      needsDetail: false,
    };
  }
  if (id !== undefined && !isNumberOfPostHog(id))
    return typeof id === 'string' ? objectOfId(schema, id) : undefined;
  const project = projectId === undefined && id !== undefined ? configured : String(projectId);
  return named(schema, { typename, id: `${project}:${String(id ?? posthogId)}` });
}

function objectOfId(schema: GraphQLSchema, id: string): NamedObject | undefined {
  try {
    return named(schema, decodeGlobalId(id));
  } catch {
    // Refused when it is resolved, at its own place of the answer and without a call.
    return undefined;
  }
}
