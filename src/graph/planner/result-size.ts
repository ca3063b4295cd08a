import {
  defaultFieldResolver,
  getNamedType,
  getNullableType,
  GraphQLError,
  isCompositeType,
  isListType,
  isObjectType,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { isPromise } from 'graphql-yoga';
import { failureTable } from '../../posthog/errors/failure-table.ts';
import type { GraphContext } from '../context/context.ts';
import { MAX_RESULT_VALUES, overLimit } from './limits.ts';
import { perRequest } from '../context/per-request.ts';
import { fieldsBelow } from './fields-below.ts';
import { priorities } from '../../posthog/request/plan.ts';

type Resolve = GraphQLFieldResolver<unknown, GraphContext>;

/** Values between two looks at the clock, which costs more than counting. */
const BETWEEN_LOOKS = 10_000;

/** What the lists of one answer have come to so far. */
class ResultSize {
  #values = 0;
  #nextLook = BETWEEN_LOOKS;
  /** Set once no more is to be put into the answer. */
  refusal: 'size' | 'time' | undefined;

  /** @returns true when there is room for so many values, and time */
  has(values: number, context: GraphContext): boolean {
    if (this.refusal !== undefined) return false;
    this.#values += values;
    if (this.#values > MAX_RESULT_VALUES) this.refusal ??= 'size';
    if (this.#values >= this.#nextLook) {
      this.#nextLook = this.#values + BETWEEN_LOOKS;
      if (context.msLeft() <= 0) this.refusal ??= 'time';
    }
    return this.refusal === undefined;
  }

  get values(): number {
    return this.#values;
  }
}

const sizeOf = perRequest(() => new ResultSize());

/**
 * Counts what the lists of objects of a schema give, in place, and lets them give nothing once the answer is too large
 * or its time is up: how long lists are is not known before, and one below another multiplies. Lists inside the rows
 * of a list that is a property are a part of those rows, and are taken into account with them (`fieldsBelow`).
 */
export function limitResults(schema: GraphQLSchema): GraphQLSchema {
  const lists = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
    .flatMap((type) =>
      Object.values((type as GraphQLObjectType).getFields())
        .filter((field) => isListType(getNullableType(field.type)))
        .filter((field) => isCompositeType(getNamedType(field.type)))
        .map((field) => ({ type, field })),
    );
  const properties = lists.filter(({ field }) => !field.resolve);
  const rows = new Set<GraphQLNamedType>(properties.map(({ field }) => getNamedType(field.type)));
  for (const { type, field } of lists) {
    if (field.resolve || !rows.has(type)) {
      field.resolve = limited(field.resolve ?? defaultFieldResolver);
    }
  }
  return schema;
}

function limited(resolve: Resolve): Resolve {
  return (source, args, context, info) => {
    const size = sizeOf(context);
    // Not even made: thousands of lists may still be waiting for their turn.
    if (size.refusal !== undefined) return [];
    const give = (value: unknown) => {
      if (!Array.isArray(value) || value.length === 0) return value;
      return size.has(value.length * (1 + fieldsBelow(info)), context) ? value : [];
    };
    const value: unknown = resolve(source, args, context, info);
    return isPromise(value) ? value.then(give) : give(value);
  };
}

/** An answer, or a part of one; an error in its place when its lists were cut short. */
export function withinLimit<Part extends ExecutionResult>(part: Part, context: GraphContext): Part {
  const size = sizeOf(context);
  if (size.refusal === undefined) return part;
  const isWrite = context.planned.plan.priority === priorities.mutation;
  const error = refusalOf(size, isWrite);
  if ('incremental' in part && Array.isArray(part.incremental)) {
    const cut = (part.incremental as readonly ExecutionResult[]).map((one) => ({
      ...one,
      ...('items' in one ? { items: null } : { data: null }),
      errors: [error],
    }));
    return { ...part, incremental: cut };
  }
  return { ...part, data: null, errors: [error] };
}

function refusalOf(size: ResultSize, isWrite: boolean): GraphQLError {
  // What was to be written has been written: only the answer is lost.
  const written = isWrite ? { uncertain: true } : {};
  if (size.refusal === 'size') {
    const error = overLimit(
      'TOO_COMPLEX',
      'values in its response',
      size.values,
      MAX_RESULT_VALUES,
    );
    const { http: _status, ...extensions } = error.extensions;
    return new GraphQLError(error.message, { extensions: { ...extensions, ...written } });
  }
  const { code, remedy } = failureTable.timeout;
  return new GraphQLError('The request timed out before its response was complete.', {
    extensions: { code, remedy, ...written },
  });
}
