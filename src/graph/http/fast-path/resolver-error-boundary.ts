import {
  getNamedType,
  isAbstractType,
  isObjectType,
  type ExecutionResult,
  type GraphQLAbstractType,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { isPromise } from 'graphql-yoga';
import type { GraphContext } from '../../context/context.ts';
import { asValue } from '../../core/malformed.ts';

declare module 'graphql' {
  interface GraphQLObjectTypeExtensions<_TSource, _TContext> {
    /** True for a type whose objects have no property that throws when it is read, and are read often. */
    neverThrows?: true;
  }
}

type Resolve = GraphQLFieldResolver<unknown, GraphContext>;

const guarded = new WeakSet<GraphQLSchema>();

/**
 * Turns an error that is thrown while the result of a promise is completed into an error of that field.
 * graphql-jit reads properties outside of any try: an error there would be an unhandled rejection, which ends the
 * process, and the query would never finish. For the same reason a field without a resolver gets one, except in types
 * that say that none of their properties throws. Done once, in place, since that costs nothing where nothing is
 * compiled.
 */
export function guardResolvers(schema: GraphQLSchema): void {
  if (guarded.has(schema)) return;
  guarded.add(schema);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.resolve) field.resolve = guardedResolve(field.resolve, getNamedType(field.type));
      // Called inside of a try, unlike a property that is read without a resolver.
      else if (!type.extensions.neverThrows) field.resolve = propertyOf(field.name);
    }
  }
}

const propertyOf =
  (name: string): Resolve =>
  (source) =>
    (source as Readonly<Record<string, unknown>>)[name];

function guardedResolve(resolve: Resolve, type: GraphQLNamedType): Resolve {
  const kinds = isAbstractType(type) ? type : undefined;
  return (source, args, context, info) => {
    const value: unknown = resolve(source, args, context, info);
    const guard = (one: unknown) => (kinds ? withTypeErrors(one, kinds, context, info) : one);
    return isPromise(value) ? new GuardedPromise(kinds ? value.then(guard) : value) : guard(value);
  };
}

/**
 * Puts an error in the place of each object whose type cannot be resolved, so that it fails alone: graphql-jit resolves
 * types outside of any try, and would fail the whole list that contains it.
 */
function withTypeErrors(
  value: unknown,
  type: GraphQLAbstractType,
  context: GraphContext,
  info: GraphQLResolveInfo,
): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => withTypeErrors(item, type, context, info));
  }
  const isObject = typeof value === 'object' && value !== null;
  if (!isObject || value instanceof Error || isPromise(value)) return value;
  return asValue(() => {
    void type.resolveType?.(value, context, info, type);
    return value;
  });
}

/** A promise whose consumer hears of its own failure, where it can. */
class GuardedPromise implements PromiseLike<unknown> {
  readonly #promise: PromiseLike<unknown>;

  constructor(promise: PromiseLike<unknown>) {
    this.#promise = promise;
  }

  // oxlint-disable-next-line unicorn/no-thenable -- it is one
  then<Taken, Failed>(
    take?: ((value: unknown) => Taken | PromiseLike<Taken>) | null,
    fail?: ((reason: unknown) => Failed | PromiseLike<Failed>) | null,
  ): PromiseLike<Taken | Failed> {
    if (!take || !fail) return this.#promise.then(take, fail);
    return this.#promise.then((value) => {
      try {
        return take(value);
      } catch (error) {
        return fail(error);
      }
    }, fail);
  }
}

/** Takes out of the data what was written below a field before it failed: GraphQL has null there. */
export function nullFailedValues({ data, errors = [] }: ExecutionResult): void {
  for (const { path } of errors) {
    if (path && data) setNull(data, path);
  }
}

function setNull(data: object, path: readonly (string | number)[]): void {
  const last = path.at(-1);
  let holder: unknown = data;
  for (const name of path.slice(0, -1)) {
    if (typeof holder !== 'object' || holder === null) return;
    holder = Reflect.get(holder, name);
  }
  if (typeof holder === 'object' && holder !== null && last !== undefined)
    Reflect.set(holder, last, null);
}
