import { GraphQLError } from 'graphql';
import type { GraphCode } from '../context/error-codes.ts';

/** The limits on a document, checked before it is validated, priced, compiled or cached. */
export const documentLimits = {
  /** Tokens of the text. */
  tokens: 5_000,
  comments: 5_000,
  /** Characters of one name or alias: an alias is repeated with every row of an answer. */
  nameLength: 256,
  /** Brackets of any kind inside each other: fields, lists, objects, types. */
  nesting: 100,
  /** Fields inside each other, with fragments put in; what is below `__schema` is not counted. */
  depth: 20,
  /** Aliases of all operations, with fragments put in. */
  aliases: 200,
  /** Fields of all operations, with every fragment put in wherever it is spread. */
  selections: 20_000,
  /** Pairs of fields that validation must compare, because they have one name in the answer. */
  comparisons: 20_000,
  /** Directives at one place. */
  directives: 20,
} as const;

/** Entries of one list among the arguments. */
export const MAX_LIST = 1_000;
/** Values (fields times the rows they are read for) an answer may be estimated to have. */
export const MAX_PLANNED_VALUES = 250_000;
/** Characters of arguments that weigh as much as one value: a long text may be used at many places. */
export const CHARACTERS_PER_VALUE = 100;
/** Values an answer may really have: estimates rest on assumed list lengths, which may be too low. */
export const MAX_RESULT_VALUES = 1_000_000;
/**
 * Fields of a document that is compiled, counted once for each type they can be read on. Compiling takes about 0.1 ms
 * for each, during which nothing else runs; the largest document of this repository has 220.
 */
export const MAX_COMPILED_FIELDS = 1_000;

export type LimitCode = Extract<
  GraphCode,
  'DOCUMENT_TOO_LONG' | 'DOCUMENT_TOO_DEEP' | 'TOO_MANY_ALIASES' | 'TOO_COMPLEX'
>;

/**
 * The error of a request that is over a limit, answered with 400.
 * @param what the thing counted, as a plural noun for the message
 * @param found how many there are; at least so many where counting was given up
 */
export function overLimit(
  code: LimitCode,
  what: string,
  found: number,
  limit: number,
): GraphQLError {
  const figures = `${found.toLocaleString('en')} ${what}, but at most ${limit.toLocaleString('en')} are allowed.`;
  const error = new GraphQLError(`The request has ${figures}`, {
    extensions: { code, found, limit, http: { ...refusedStatus } },
  });
  overLimits.add(error);
  return error;
}

const overLimits = new WeakSet();
const refusedStatus = { status: 400 } as const;

/**
 * Sees to it that a request over a limit is answered with 400, whatever the client accepts. Yoga marks what is thrown
 * while parsing as an error that GraphQL over HTTP answers with 200 to a client that accepts `application/json`.
 */
export function settleStatus(error: GraphQLError): void {
  if (overLimits.has(error)) error.extensions['http'] = { ...refusedStatus };
}
