import type { Check, Rhythm } from '../topic.ts';

/** A shorter lease would be lost whenever the process is busy for a moment. */
const MIN_MS = 1_500;
/** Renewing a lease for this long costs little, however seldom the topic is checked. */
const MAX_MS = 15_000;

/**
 * How long a lease is: shorter than the interval between two checks, so that a replica that dies is replaced before
 * two intervals have passed.
 */
export function leaseMsFor(rhythm: Rhythm, check: Check | undefined): number {
  const interval = check?.nextAt ? check.nextAt.getTime() - check.at.getTime() : rhythm.steadyMs;
  return Math.min(MAX_MS, Math.max(MIN_MS, interval * 0.75));
}

/**
 * Milliseconds until a replica that follows tries to take the lease, unless it hears of a check before.
 * @param check the latest one; undefined while none is known
 * @param now epoch milliseconds
 */
export function overdueMs(leaseMs: number, check: Check | undefined, now: number): number {
  const grace = leaseMs / 4;
  const untilNext = check?.nextAt ? check.nextAt.getTime() - now : 0;
  return Math.max(0, untilNext) + grace;
}
