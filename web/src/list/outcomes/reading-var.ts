import { makeVar } from '@apollo/client';

/** How far the reading in the background is. */
export interface Reading {
  /** When it goes on; null while it does not wait. */
  readonly waitsUntil: Date | null;
  /** Why it waits: the budget is short, or what the API has refused, by its code. */
  readonly because: string | null;
}

export const readingVar = makeVar<Reading>({ waitsUntil: null, because: null });
