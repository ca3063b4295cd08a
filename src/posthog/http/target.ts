import { NotFoundError, ValidationError } from '../errors/errors.ts';
import type { Operation, PathParameter, QueryParameter } from '../api/operations.ts';

type Scalar = string | number | boolean;
export type PathValues = Readonly<Record<string, string | number | undefined>>;
export type QueryValues = Readonly<
  Record<string, Scalar | readonly Scalar[] | Readonly<Record<string, unknown>> | null | undefined>
>;

/** Characters of the longest address that is sent: Node and most proxies read no longer head than 16 KB. */
const MAX_TARGET = 15_000;

/**
 * Returns the encoded path and query of a call.
 * @throws ValidationError for a query too long for any server to read, without calling PostHog
 * @throws NotFoundError for an id no object of PostHog can have, without calling PostHog
 * @throws TypeError for a missing path parameter or a query parameter that is not in the contract
 */
export function targetOf(operation: Operation, path: PathValues, query?: QueryValues): string {
  let target = operation.path;
  for (const parameter of operation.pathParameters)
    target = target.replace(
      `{${parameter.name}}`,
      segment(operation, parameter, path[parameter.name]),
    );
  if (query === undefined) return target;
  const search = searchOf(operation, query);
  if (target.length + search.length > MAX_TARGET) throw tooLong(operation, query);
  return search === '' ? target : `${target}?${search}`;
}

/** Blames the longest parameter. */
function tooLong(operation: Operation, query: QueryValues): ValidationError {
  const lengthOf = (name: string) => JSON.stringify(query[name] ?? '').length;
  const [attr = null] = Object.keys(query).toSorted((a, b) => lengthOf(b) - lengthOf(a));
  return new ValidationError({
    operation: operation.id,
    message: `${attr} is too long for an address, which holds ${MAX_TARGET} characters.`,
    attr,
    code: 'max_length',
  });
}

const INTEGER = /^\d{1,19}$/;
const ID = /^(?:\d{1,19}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|@current)$/i;

/**
 * Ids are integers, UUIDs or `@current`. Anything else could reach another endpoint: above all `..`, but
 * also a word such as `latest`.
 */
function segment(
  operation: Operation,
  parameter: PathParameter,
  value: string | number | undefined,
): string {
  if (value === undefined)
    throw new TypeError(`${operation.id} requires the path parameter ${parameter.name}`);
  const text = String(value);
  if ((parameter.type === 'integer' ? INTEGER : ID).test(text)) return text;
  throw new NotFoundError({
    operation: operation.id,
    message: `"${text.slice(0, 100)}" is not a valid ${parameter.name}.`,
  });
}

const parameters = new WeakMap<Operation, ReadonlyMap<string, QueryParameter>>();

function parametersOf(operation: Operation): ReadonlyMap<string, QueryParameter> {
  let known = parameters.get(operation);
  if (!known) {
    const { queryParameters, undeclaredParameters } = operation;
    known = new Map([...queryParameters, ...undeclaredParameters].map((one) => [one.name, one]));
    parameters.set(operation, known);
  }
  return known;
}

function searchOf(operation: Operation, query: QueryValues): string {
  const known = parametersOf(operation);
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const parameter = known.get(name);
    if (!parameter) throw new TypeError(`${operation.id} has no query parameter ${name}`);
    if (value !== undefined && value !== null && !isEmptyList(value))
      search.set(name, textOf(parameter, value));
  }
  return search.toString();
}

/** An empty list means "no filter"; PostHog would match nothing, or refuse it. */
const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0;

function textOf(parameter: QueryParameter, value: NonNullable<QueryValues[string]>): string {
  if (typeof value !== 'object') return String(value);
  if (parameter.structured === 'json') return JSON.stringify(value);
  if (parameter.structured === 'comma-list' && Array.isArray(value)) return value.join(',');
  throw new TypeError(`${parameter.name} takes a single value`);
}
