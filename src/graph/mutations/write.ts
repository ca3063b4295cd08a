import { isPostHogFailure } from '../../posthog/errors/errors.ts';
import type { Problem } from './problems/problem-of.ts';
import { reconcile } from './reconcile.ts';
import type { MutationRun, PayloadBase } from './run.ts';

export interface Write<Row, Payload extends PayloadBase> {
  readonly send: () => Promise<Row>;
  /** Reads what the write left; null when it left nothing. Only asked when its answer did not arrive. */
  readonly find: () => Promise<Row | null>;
  /** Makes the payload, and lets the rest of the request see what was written. */
  readonly answer: (row: Row, reconciled: boolean) => Payload | Promise<Payload>;
}

/** Sends a write once, and looks for what it left when its answer does not arrive. */
export function write<Row, Payload extends PayloadBase>(
  run: MutationRun,
  { send, find, answer }: Write<Row, Payload>,
): Promise<Payload | Problem> {
  const lookAgain = async (error: unknown) => answer(await reconcile(error, find), true);
  const attempt = async () => {
    let row: Row;
    try {
      row = await send();
    } catch (error) {
      return lookAgain(error);
    }
    return answer(row, false);
  };
  return run.once(attempt, { recover: lookAgain });
}

/** What a read found; null for a 404. */
export async function foundOrNull<Found>(read: Promise<Found>): Promise<Found | null> {
  try {
    return await read;
  } catch (error) {
    if (isPostHogFailure(error) && error.kind === 'not-found') return null;
    throw error;
  }
}
