import { GraphQLError, type ExecutionResult } from 'graphql';
import { operations } from '../../../posthog/api/operations.ts';
import type { GraphContext } from '../../context/context.ts';
import { priorities } from '../../../posthog/request/plan.ts';
import { upstreamFailure } from '../../core/error-attribution.ts';
import type { MaskError } from '../mask-error.ts';

type Sent = Pick<GraphContext, 'ledger' | 'planned' | 'requestId'>;

/** True when a mutation has sent PostHog something that was not a read. */
function hasSentWrites({ ledger, planned }: Sent): boolean {
  return (
    planned.plan.priority === priorities.mutation &&
    ledger.log.some(({ operation }) => operations[operation].effect !== 'read')
  );
}

/**
 * The answer to an operation that failed as a whole: with an error, and without any data. Where its
 * writes had left for PostHog already, the errors say `uncertain: true`, as for a write whose own answer
 * was lost. An answer with data is returned as it is.
 * @param context undefined when the request failed before it had one
 */
export function withUncertainty(
  result: ExecutionResult,
  context: Sent | undefined,
): ExecutionResult {
  if (!result.errors || 'data' in result || !context || !hasSentWrites(context)) return result;
  return { ...result, errors: result.errors.map(uncertain) };
}

/** The answer to an operation during which, or after which, something was thrown that no field accounts for. */
export function failedAnswer(
  error: unknown,
  context: Sent | undefined,
  maskError: MaskError,
): ExecutionResult {
  const masked = maskError(error, context?.requestId);
  const located = masked instanceof GraphQLError ? masked : new GraphQLError(masked.message);
  return withUncertainty({ errors: [located] }, context);
}

/** The answer in place of one that was executed and cannot be written as JSON. */
export function unwritableAnswer(
  error: unknown,
  context: Sent | undefined,
  maskError: MaskError,
): ExecutionResult {
  const cause = context && upstreamFailure(error, context.ledger.received);
  const { errors = [] } = failedAnswer(cause ?? error, context, maskError);
  // The status was sent, or belongs to the data: GraphQL over HTTP has 200 for an operation that was executed.
  const executed = errors.map(({ message, extensions: { http: _status, ...extensions } }) => {
    const { requestId } = context ?? {};
    return new GraphQLError(message, {
      extensions: { ...extensions, ...(requestId !== undefined && { requestId }) },
    });
  });
  return { data: null, errors: executed };
}

function uncertain(error: GraphQLError): GraphQLError {
  const { message, extensions, path } = error;
  return new GraphQLError(
    `${message} The change may have been made: read it back before sending it again.`,
    { path, extensions: { ...extensions, uncertain: true } },
  );
}
