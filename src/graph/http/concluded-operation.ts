import type { CancelSignal } from '../../posthog/request/cancellation-token.ts';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { isAsyncIterable } from 'graphql-yoga';
import type { Instrumentation } from '../../instrumentation/instrumentation.ts';
import type { OperationCost } from '../../instrumentation/operation-facts.ts';
import type { Operation } from '../../instrumentation/operation.ts';
import { MappedStream } from '../core/mapped-stream.ts';

interface Part {
  readonly errors?: readonly (GraphQLError | GraphQLFormattedError)[] | undefined;
  readonly incremental?: readonly Part[];
  readonly completed?: readonly Part[];
}

export interface ConcludedBy {
  readonly instrumentation: Instrumentation;
  /** Undefined when nothing observes. */
  readonly operation: Operation | undefined;
  /** The id of the request; undefined when it has none. */
  readonly requestId: string | undefined;
  /** What the operation cost; undefined when it was refused before it could cost anything. */
  readonly ledger: OperationCost | undefined;
  /** Aborts when the caller leaves: an answer in parts may then never be read to its end. */
  readonly signal: CancelSignal;
}

/**
 * The answer to an operation with the id of its request in every error. Reports the end of the operation: at once, or, for
 * an answer in parts and for a subscription, when the last part was read or the caller has left.
 */
export function concluded<Result>(result: Result, by: ConcludedBy): Result {
  const codes = new Set<string>();
  const { instrumentation, operation, ledger, signal } = by;
  const end = () => {
    // An answer can both end and be left.
    if (!operation || operation.ms !== undefined) return;
    if (ledger) operation.spend(ledger);
    instrumentation.endOperation(operation, [...codes]);
  };
  if (!isAsyncIterable(result)) {
    const answer = identified(result as Part, by.requestId, codes);
    end();
    return answer as Result;
  }
  if (signal.aborted) end();
  else if (operation) signal.addEventListener('abort', end, { once: true });
  const map = (part: Part) => identified(part, by.requestId, codes);
  return new MappedStream(result as AsyncIterable<Part>, { map, end }) as Result;
}

/** An answer, or a part of one, with the id in its errors. Adds the codes of the errors. */
function identified(part: Part, requestId: string | undefined, codes: Set<string>): Part {
  const { errors, incremental, completed } = part;
  if (!errors && !incremental && !completed) return part;
  const below = (parts: readonly Part[]) => parts.map((one) => identified(one, requestId, codes));
  return {
    ...part,
    ...(errors && { errors: errors.map((error) => withRequestId(error, requestId, codes)) }),
    ...(incremental && { incremental: below(incremental) }),
    ...(completed && { completed: below(completed) }),
  };
}

function withRequestId(
  error: GraphQLError | GraphQLFormattedError,
  requestId: string | undefined,
  codes: Set<string>,
): GraphQLError | GraphQLFormattedError {
  const code = error.extensions?.['code'];
  if (typeof code === 'string') codes.add(code);
  if (requestId === undefined) return error;
  const extensions = { ...error.extensions, requestId };
  if (!(error instanceof GraphQLError)) return { ...error, extensions };
  const { message, source, positions, path } = error;
  return new GraphQLError(message, { source, positions, extensions, ...(path && { path }) });
}
