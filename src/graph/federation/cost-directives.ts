import {
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql';
import { DEFAULT_PAGE } from '../core/paging/connection.ts';
import type { FieldUpstream } from '../planner/field-cost.ts';

type Field = GraphQLField<unknown, unknown>;

/**
 * Weight of one upstream call of a field's own. A gateway counts 1 for an object and 0 for a
 * scalar.
 */
const CALL = 10;
/**
 * Weight of a field that shares its call with other fields of its object: a few of them together
 * reach the weight of a call.
 */
const SHARED = 2;

function weightOf({ detail, calls = [] }: FieldUpstream): number {
  // If the number of calls depends on the arguments, it is at least one.
  if (typeof calls === 'function') return CALL;
  const own = calls.map(({ once }) =>
    once === undefined || once === 'self' || once === 'request' ? CALL : SHARED,
  );
  return own.reduce((sum, weight) => sum + weight, detail ? SHARED : 0);
}

function listSizeOf({ args, type, extensions }: Field): string | undefined {
  if (isListType(getNullableType(type))) {
    const rows = extensions.upstream?.rows?.({});
    return rows === undefined ? undefined : `@listSize(assumedSize: ${rows})`;
  }
  const named = getNamedType(type);
  const isConnection = isObjectType(named) && 'edges' in named.getFields();
  if (!isConnection || !args.some(({ name }) => name === 'first')) return undefined;
  return `@listSize(assumedSize: ${DEFAULT_PAGE}, slicingArguments: ["first"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)`;
}

/** Answers depend on what the caller's key can access, so shared caches must not store them. */
export const onlyForTheCaller = '@cacheControl(scope: PRIVATE)';

/** SDL directives that give a gateway the price of a field and the length of its list. */
export function costDirectivesOf(field: Field, { name: parent }: GraphQLObjectType): string {
  const { upstream } = field.extensions;
  // Gateways already assign mutations a high cost by default.
  const weight = upstream && parent !== 'Mutation' ? weightOf(upstream) : 0;
  return [weight > 0 && `@cost(weight: ${weight})`, listSizeOf(field)].filter(Boolean).join(' ');
}
