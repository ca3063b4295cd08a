import { GraphQLError, type ExecutionResult, type GraphQLFormattedError } from 'graphql';
import { unwritableAnswer } from './failed-answer.ts';
import type { MaskError } from '../mask-error.ts';
import type { GraphContext } from '../../context/context.ts';

interface Part {
  readonly errors?: readonly (GraphQLError | GraphQLFormattedError)[] | undefined;
}

/** An answer or a part of one, in either format of answers in parts. */
interface Answer extends Part {
  readonly incremental?: readonly Part[];
  readonly completed?: readonly Part[];
  readonly hasNext?: boolean;
}

/**
 * An answer, or a part of one, as the JSON that is sent. One that cannot be written as JSON is replaced by an error.
 * @param context of the operation; undefined when it was refused before it had one
 */
export function sentJson(
  answer: object,
  context: GraphContext | undefined,
  maskError: MaskError,
): string {
  try {
    return JSON.stringify(withoutStatus(answer));
  } catch (error) {
    const failed: ExecutionResult = unwritableAnswer(error, context, maskError);
    // A part says whether more are to come.
    return JSON.stringify({ ...failed, ...('hasNext' in answer && { hasNext: answer.hasNext }) });
  }
}

/** Errors as they are sent. */
export const sentErrors = (errors: readonly GraphQLError[]): GraphQLFormattedError[] =>
  errors.map(plainError);

/** Leaves out `extensions.http` of errors, which is for the HTTP status and not for callers. */
function withoutStatus({ incremental, completed, ...answer }: Answer): Answer {
  return {
    ...plain(answer),
    ...(incremental && { incremental: incremental.map(plain) }),
    ...(completed && { completed: completed.map(plain) }),
  };
}

function plain<One extends Part>(part: One): One {
  return part.errors ? { ...part, errors: part.errors.map(plainError) } : part;
}

function plainError(error: GraphQLError | GraphQLFormattedError): GraphQLFormattedError {
  const formatted = error instanceof GraphQLError ? error.toJSON() : error;
  const { http: _status, ...extensions } = formatted.extensions ?? {};
  return { ...formatted, extensions };
}
