import { GraphQLError } from 'graphql';
import { isPostHogFailure } from '../../../posthog/errors/errors.ts';
import { isUncertain, UnansweredError } from '../uncertain.ts';
import type { Outcome } from './record.ts';

/** Does something and gives how it ended as a value. */
export async function attempt<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { answer: await work() };
  } catch (error) {
    return { error };
  }
}

/** True for an error after which nothing has changed. An unexpected one may have come after the write. */
export const isCertain = (error: unknown): boolean =>
  (isPostHogFailure(error) || error instanceof GraphQLError) && !isUncertain(error);

/** True for the error of a write that was looked for and was not carried out. */
export const isShownUndone = (error: unknown): boolean =>
  error instanceof UnansweredError && !isUncertain(error);
