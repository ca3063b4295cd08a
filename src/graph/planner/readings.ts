import { isInterfaceType, isObjectType, type GraphQLNamedType, type GraphQLSchema } from 'graphql';
import type { OperationId } from '../../posthog/api/operations.ts';

/** How objects of one type are found by one of their keys. */
export interface Lookup {
  /** The operations that find one object by itself, each called once. */
  readonly one: readonly OperationId[];
  /**
   * The list that finds two or more objects of one project. A price assumes that its first page has them.
   * Left out: each object takes its own calls.
   */
  readonly several?: OperationId;
  /**
   * What comes with its `detail`: every object (`always`), or those that are asked for a field of the
   * detail, which are then read one by one and not by `several` (`asked`). Left out: none.
   */
  readonly whole?: 'always' | 'asked';
  /** `request` where one call finds the objects of all projects, and a request makes it once. */
  readonly once?: 'request';
}

/** How an object is read from PostHog again, by the local part of its id or by another key. */
export interface OwnReading extends Lookup {
  /** The operation whose answer has the fields marked `detail`; left out where every answer has all fields. */
  readonly detail?: OperationId;
  /** Lookups by other keys than the id, by the field of a federation reference that identifies them. */
  readonly by?: Readonly<Record<string, Lookup>>;
}

/** Names an object of this graph: the parts of its global id. */
export interface ObjectId {
  readonly typename: string;
  /** The local part, `project:number` for most types. */
  readonly id: string;
}

/** How an object is found that PostHog only gives as a part of another. */
export interface PartReading {
  /** The object whose detail has the one of this local id; null for what is no id of the type. */
  readonly partOf: (id: string) => ObjectId | null;
}

/**
 * How the objects of a type are read. Every type with an id of its own says it beside its ref, as
 * `extensions.reading`: the planner prices `node`, `nodes`, `_entities` and fields of the detail by it. How
 * long an answer is fresh is said in the rows of the operations named here.
 */
export type Reading = OwnReading | PartReading;

declare module 'graphql' {
  interface GraphQLObjectTypeExtensions<_TSource, _TContext> {
    /** How objects of this type are read again; every type that implements `Node` has it. */
    reading?: Reading;
  }
  interface GraphQLInterfaceTypeExtensions {
    /** How objects are read whose reference names the interface. */
    reading?: Reading;
  }
}

function readingOfType(type: GraphQLNamedType | undefined): Reading | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.extensions.reading : undefined;
}

/** How objects of a type are read; undefined for types whose objects come with others and have no id to read them by. */
export function readingOf(schema: GraphQLSchema, typename: string): Reading | undefined {
  return readingOfType(schema.getType(typename));
}

/** The operation that returns the fields marked `detail` of a type; undefined where every answer has them. */
export function detailOf(schema: GraphQLSchema, typename: string): OperationId | undefined {
  const reading = readingOf(schema, typename);
  return reading && 'one' in reading ? reading.detail : undefined;
}

/**
 * The same schema, when each of these types says how it is read. Without that, the price of a document
 * that names one of its objects would be that of another endpoint, or nothing.
 * @throws TypeError that names the type which does not
 */
export function requireReadings(schema: GraphQLSchema): GraphQLSchema {
  const node = schema.getType('Node');
  const nodes = isInterfaceType(node) ? schema.getPossibleTypes(node) : [];
  for (const type of nodes) requireReading(type);
  return schema;
}

/** @throws TypeError when the type does not say how it is read */
export function requireReading(type: GraphQLNamedType): void {
  if (readingOfType(type)) return;
  throw new TypeError(
    `${type.name} does not say how it is read: its definition needs \`extensions.reading\` (src/graph/planner/readings.ts).`,
  );
}
