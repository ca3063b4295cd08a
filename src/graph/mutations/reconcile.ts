import { isPostHogFailure, type PostHogFailure } from '../../posthog/errors/errors.ts';
import { noteFoundOutcome } from '../../posthog/writes/found-outcome.ts';
import type { GraphContext } from '../context/context.ts';
import type { CreatedKind, StoredObject } from './answered-creations.ts';
import { UnansweredError } from './uncertain.ts';

/** How far the clocks of PostHog and this process may be apart. */
const CLOCK_MARGIN_MS = 60_000;

/** The earliest moment that PostHog may have dated an attempt with, by its own clock. */
export function safelyBefore(attempt: Date): Date {
  return new Date(attempt.getTime() - CLOCK_MARGIN_MS);
}

/** True for a text that PostHog stored of one that was sent: it takes blanks off both ends. */
export function isStoredAs(stored: string, sent: string): boolean {
  return stored === sent.trim();
}

/** A creation whose answer did not arrive. */
export interface LostCreation<Row extends StoredObject> {
  readonly kind: CreatedKind;
  /** The earliest moment that it may have been created at: {@link safelyBefore} the attempt. */
  readonly since: Date;
  /** True for a row that has what was sent, such as its name. */
  readonly matches: (row: Row) => boolean;
}

/**
 * Finds among the rows that a creation may have left the one that it did leave; null when there is none.
 * What existed before the attempt is not taken for it, nor what another mutation was answered.
 * @throws StoreUnavailable when other replicas cannot be asked what they were answered
 * @throws Error when several rows could be it, so that it is unknown which one is, or whether any is
 */
export async function findCreated<Row extends StoredObject>(
  { answeredCreations }: Pick<GraphContext, 'answeredCreations'>,
  rows: readonly Row[],
  { kind, since, matches }: LostCreation<Row>,
): Promise<Row | null> {
  const possible = rows.filter(
    (row) => Date.parse(row.created_at ?? '') >= since.getTime() && matches(row),
  );
  const answered = await Promise.all(possible.map((row) => answeredCreations.has(kind, row)));
  const [found = null, ...others] = possible.filter((_row, index) => !answered[index]);
  if (others.length > 0) throw new Error(`${others.length + 1} rows could be what was created.`);
  return found;
}

/**
 * Finds out what became of a write whose answer did not arrive, by reading; never by writing again.
 * @param error the failure of the write, or the error of an earlier look for it
 * @param find gives what the write left, or null when it left nothing
 * @throws UnansweredError with `uncertain: false` when it did not happen, `true` when that cannot be known,
 *   PostHog may still be at work on it or had said that it was done
 * @throws the failure itself when the write certainly did not reach PostHog
 */
export async function reconcile<Found>(
  error: unknown,
  find: () => Promise<Found | null>,
): Promise<Found> {
  const failure = error instanceof UnansweredError ? error.failure : error;
  if (!isPostHogFailure(failure) || !failure.uncertain) throw failure;
  let found: Found | null;
  try {
    found = await find();
  } catch {
    throw new UnansweredError(failure, true);
  }
  if (found === null) {
    const isRefused = saidNo(failure);
    if (isRefused) noteFoundOutcome(failure, 'refused');
    throw new UnansweredError(failure, !isRefused);
  }
  noteFoundOutcome(failure, 'done');
  return found;
}

/** Statuses of proxies that have stopped waiting for PostHog. */
const GATEWAY_TIMEOUTS: ReadonlySet<number> = new Set([504, 524]);

/**
 * True when a write is over and was not said to be done, so that not to find it proves that it did not happen.
 * Without an answer, or with that of a proxy that stopped waiting, PostHog may be at work on it still; and an
 * answer with a 2xx status that cannot be read says that it was done.
 */
function saidNo({ status }: PostHogFailure): boolean {
  return status !== undefined && status >= 300 && !GATEWAY_TIMEOUTS.has(status);
}
