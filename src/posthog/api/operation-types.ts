import type { operations as Contract } from './types.generated.ts';

/** An operation of PostHog's contract, by its OpenAPI operationId (`experiments_ship_variant_create`). */
export type OperationId = keyof Contract;

type Present<Value> = Exclude<Value, undefined>;
/** Optional fields may also be undefined: neither a query string nor JSON contains undefined values. */
type OrUndefined<Fields> = {
  [Name in keyof Fields]: object extends Pick<Fields, Name>
    ? Fields[Name] | undefined
    : Fields[Name];
};

/** Query parameters that hold a list or object in one string. Callers pass the value; `target.ts` serializes it. */
interface StructuredParameters {
  created_by_id: readonly number[];
  tags: readonly string[];
  excluded_tags: readonly string[];
  excluded_properties: readonly string[];
  groups: Readonly<Record<string, string>>;
  flag_keys: readonly string[];
}

type QueryFields<Fields> = OrUndefined<{
  [Name in keyof Fields]: Name extends keyof StructuredParameters
    ? Fields[Name] | StructuredParameters[Name]
    : Fields[Name];
}>;

/** `{ name: … }` if the contract requires it, `{ name?: … }` if it is optional, `{}` if it is not declared. */
type Part<Name extends string, Declared, Value> = [Present<Declared>] extends [never]
  ? unknown
  : undefined extends Declared
    ? { [Key in Name]?: Value | undefined }
    : { [Key in Name]: Value };

type Declared<Id extends OperationId> = {
  path: Contract[Id]['parameters']['path'];
  query: Contract[Id]['parameters']['query'];
  body: Contract[Id]['requestBody'];
};

/**
 * The JSON type of a body or response; never if there is none. Without the tuple, never would match and infer unknown.
 */
type JsonContent<Value> = [Present<Value>] extends [never]
  ? never
  : Present<Value> extends { content: { 'application/json': infer Json } }
    ? Json
    : never;

/** JSON that cannot be changed, at any depth. */
export type ReadonlyJson<Value> = Value extends object
  ? { readonly [Name in keyof Value]: ReadonlyJson<Value[Name]> }
  : Value;

/** An operation's arguments: `path`, `query` and `body`, each required, optional or absent as in the contract. */
export type OperationArguments<Id extends OperationId> = Part<
  'path',
  Declared<Id>['path'],
  Present<Declared<Id>['path']>
> &
  Part<'query', Declared<Id>['query'], QueryFields<Present<Declared<Id>['query']>>> &
  Part<'body', Declared<Id>['body'], OrUndefined<ReadonlyJson<JsonContent<Declared<Id>['body']>>>>;

type Answer<Id extends OperationId, Status extends number> =
  Contract[Id]['responses'] extends Record<Status, infer Response> ? Response : never;

/**
 * The JSON type of a 200 or 201; `void` for a 204; `never` for the two DELETEs PostHog always refuses. Read-only:
 * an answer may be cached and is then shared, and a row of a page may be lazy (`http/lazy-json`) and cannot be
 * changed.
 */
export type OperationResult<Id extends OperationId> =
  | ReadonlyJson<JsonContent<Answer<Id, 200>> | JsonContent<Answer<Id, 201>>>
  | ([Answer<Id, 204>] extends [never] ? never : void);

/** Operations that answer `{count, results}` and take `limit` and `offset`. */
export type PagedOperationId = {
  [Id in OperationId]: 'offset' extends keyof Present<Contract[Id]['parameters']['query']>
    ? Id
    : never;
}[OperationId];

/** One row of a paged operation's `results`. */
export type RowOf<Id extends PagedOperationId> =
  OperationResult<Id> extends { results: readonly (infer Row)[] } ? Row : never;
