import type { ExecutionResult } from 'graphql';
import type { GraphContext } from '../../context/context.ts';

/**
 * Proof that nothing of a request was executed. Only with this may a request be forwarded to Yoga, which
 * runs it from its beginning; it can be had in no other way than by what is below.
 */
export class NotExecuted {
  readonly kind = 'not-executed';

  private constructor() {}

  /** For a body that is no GraphQL request: there is nothing in it to execute. */
  static readonly unreadable = new NotExecuted();

  /** For a body that nobody has looked at yet. */
  static readonly unread = new NotExecuted();

  /** Stops an operation before it is executed. */
  static byStopping(stop: (result: ExecutionResult) => void): NotExecuted {
    stop({});
    return new NotExecuted();
  }
}

/** A request that was answered: with data, or with the errors for which it was refused or failed. */
export interface Executed {
  readonly kind: 'executed';
  readonly result: ExecutionResult;
  /** Undefined where the request was refused before it had one. */
  readonly context: GraphContext | undefined;
}

/** What running a request on the fast path came to. Running it never throws. */
export type FastPathAttempt = NotExecuted | Executed;
