import type { BudgetState } from '../../posthog/layers/budget/budget.ts';
import { isPostHogFailure } from '../../posthog/errors/errors.ts';
import type { CheckPaceValue, Rhythm } from './topic.ts';

/** Interval while the state is changing: a run over all metrics takes seconds to minutes. */
const FAST_MS = 2_000;
/**
 * When less than this share of either budget window is left, checks slow down in favour of
 * interactive requests.
 */
const SHORT_SHARE = 0.25;
const VERY_SHORT_SHARE = 0.05;
const SHORT_MS = 60_000;
const VERY_SHORT_MS = 300_000;
/** Delay after the first failed check; doubles with each consecutive failure. */
const RETRY_MS = 5_000;
const MAX_RETRY_MS = 300_000;

/** The delay before the next check, and the reason for it. */
export interface Pace {
  readonly word: CheckPaceValue;
  readonly ms: number;
}

/**
 * How long to wait after a check that succeeded.
 * @param unchanged consecutive checks that found no change
 */
export function paceAfter(
  rhythm: Rhythm,
  { moving, unchanged }: { readonly moving: boolean; readonly unchanged: number },
  budget: BudgetState | undefined,
): Pace {
  const usual = usualPace(rhythm, moving, unchanged);
  if (!isShort(budget)) return usual;
  const ms = isVeryShort(budget) ? VERY_SHORT_MS : SHORT_MS;
  return { word: 'budget_short', ms: Math.max(usual.ms, ms) };
}

function usualPace({ steadyMs, quietMs }: Rhythm, moving: boolean, unchanged: number): Pace {
  if (moving) return { word: 'fast', ms: FAST_MS };
  // The first checks without a change do not slow down: what changed once often changes again soon.
  const ms = Math.min(quietMs, steadyMs * 2 ** Math.max(0, unchanged - 2));
  return { word: ms > steadyMs ? 'quiet' : 'steady', ms };
}

/** True when so little is left that requests go before checks. */
export const isShort = (budget: BudgetState | undefined) => shareLeft(budget) < SHORT_SHARE;

/** True when hardly anything is left. */
export const isVeryShort = (budget: BudgetState | undefined) =>
  shareLeft(budget) < VERY_SHORT_SHARE;

function shareLeft(budget: BudgetState | undefined): number {
  if (!budget) return 1;
  const { minuteRemaining, minuteLimit, hourRemaining, hourLimit } = budget;
  return Math.min(minuteRemaining / minuteLimit, hourRemaining / hourLimit);
}

/**
 * How long to wait after a check that failed; undefined for failures that a retry cannot resolve,
 * which end the subscription.
 * @param failures consecutive failures, including this one
 */
export function paceAfterFailure(error: unknown, failures: number): Pace | undefined {
  if (!isPostHogFailure(error)) return undefined;
  const doubled = Math.min(MAX_RETRY_MS, RETRY_MS * 2 ** (failures - 1));
  switch (error.kind) {
    case 'rate-limited':
    case 'budget-exceeded': {
      const asked = (error.retryAfterSeconds ?? 0) * 1_000;
      return { word: 'budget_short', ms: Math.max(doubled, asked) };
    }
    case 'timeout':
    case 'unavailable':
    case 'malformed':
      return { word: 'retrying', ms: doubled };
    default:
      return undefined;
  }
}
