import { GraphQLError, type ExecutionResult } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import { contractViolations } from '../../posthog/http/contract-check.ts';
import { isPostHogFailure, MalformedError } from '../../posthog/errors/errors.ts';
import type { Received, UpstreamLedger } from '../../posthog/request/ledger.ts';
import { operations } from '../../posthog/api/operations.ts';
import type { GraphContext } from '../context/context.ts';

/**
 * How the messages of graphql-js and of the compiled executor begin when a value does not fit its
 * field's type.
 */
const UNFIT = /^(Cannot return null for non-nullable field|Expected Iterable)/;

/**
 * True for an error of the executor itself: a value that does not fit the schema. Resolvers pass on
 * values of PostHog's answers, so such a value comes from PostHog.
 */
function isUnfit(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  if (UNFIT.test(cause.message)) return true;
  return cause instanceof GraphQLError && cause.extensions['code'] === undefined;
}

/**
 * Converts an unexpected error to the upstream failure that caused it; undefined when PostHog's
 * answers are not the cause, which means a bug of this API.
 * Nobody knows which answer the field was made of, so all that do not match their contract are named, and an operation
 * is blamed only where it is the only one.
 * @param received what PostHog answered to the request
 */
export function upstreamFailure(
  cause: unknown,
  received: readonly Received[],
): MalformedError | undefined {
  if (isPostHogFailure(cause)) return undefined;
  if (cause instanceof GraphQLError && cause.extensions['code'] !== undefined) return undefined;
  const broken = contractViolations(received);
  if (broken.length === 0 && !isUnfit(cause)) return undefined;
  const write = received.find(({ operation }) => operations[operation].effect !== 'read');
  const [only] = broken.length > 1 ? [] : broken;
  const failure = new MalformedError({
    operation: only?.operation ?? write?.operation,
    message:
      broken.map(({ message }) => message).join(' ') ||
      'PostHog returned a value of an unexpected type.',
    uncertain: write !== undefined,
  });
  if (write) failure.check = 'Read the object of this mutation again.';
  return failure;
}

function attributed(error: GraphQLError, received: readonly Received[]): GraphQLError {
  // An error without a path concerns the whole request: no field was resolved.
  if (error.path === undefined) return error;
  const failure = upstreamFailure(error.originalError ?? error, received);
  if (!failure) return error;
  const { source, positions, path } = error;
  return new GraphQLError(failure.message, { source, positions, path, originalError: failure });
}

/** Marks errors that PostHog's answers caused, in an answer or in a part of one. */
export function attributeToUpstream<One extends Pick<ExecutionResult, 'errors'>>(
  answer: One,
  { received }: Pick<UpstreamLedger, 'received'>,
): One {
  return answer.errors
    ? { ...answer, errors: answer.errors.map((error) => attributed(error, received)) }
    : answer;
}

/**
 * Distinguishes errors caused by PostHog's answers from bugs of this API, in answers and in
 * deferred parts.
 */
export function useErrorAttribution(): Plugin<GraphContext> {
  return {
    onExecute({ args }) {
      const { ledger } = args.contextValue;
      return {
        onExecuteDone({ result, setResult }) {
          if (!isAsyncIterable(result)) {
            setResult(attributeToUpstream(result, ledger));
            return undefined;
          }
          return {
            onNext({ result: part, setResult: setPart }) {
              const own = attributeToUpstream(part, ledger);
              if (!('incremental' in own) || !Array.isArray(own.incremental)) {
                setPart(own);
                return;
              }
              const parts = own.incremental as readonly Pick<ExecutionResult, 'errors'>[];
              const incremental = parts.map((one) => attributeToUpstream(one, ledger));
              setPart({ ...own, incremental } as typeof part);
            },
          };
        },
      };
    },
  };
}
