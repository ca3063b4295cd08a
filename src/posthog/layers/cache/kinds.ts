import { operations, type FreshnessKind, type OperationId } from '../../api/operations.ts';

/** Seconds for which an answer counts as fresh, by the `freshness` of its operation. */
export interface FreshnessSeconds extends Readonly<Record<FreshnessKind, number>> {
  /** Experiments, flags, cohorts and statistics about them. */
  readonly experiments: number;
  /** Holdouts, shared metrics, projects, the account, prompt templates: they change rarely. */
  readonly settings: number;
  /** Upper bound for daily series and latest results, which are fresh until the next daily run at most. */
  readonly results: number;
}

const HOUR = 3_600_000;
const DAY = 86_400_000;
/** PostHog computes the daily series at 02:00 UTC unless a team chose another hour (docs/posthog/timeseries.md). */
const DAILY_RUN_HOUR = 2;

function nextDailyRun(now: number): number {
  const today = Math.floor(now / DAY) * DAY + DAILY_RUN_HOUR * HOUR;
  return today > now ? today : today + DAY;
}

/** True when PostHog is still computing, so that the answer may change at any moment. */
function isUnderWay(json: unknown): boolean {
  if (typeof json !== 'object' || json === null) return false;
  const answer = json as Record<string, unknown>;
  return answer['recalculation_status'] != null || answer['active_run'] != null;
}

/** Epoch milliseconds until which an answer read now is fresh; now or earlier means that it is never fresh. */
export function freshUntil(
  operation: OperationId,
  json: unknown,
  seconds: FreshnessSeconds,
  now: number,
): number {
  const kind = operations[operation].freshness;
  const span = seconds[kind] * 1_000;
  if (kind !== 'results') return now + span;
  return isUnderWay(json)
    ? now + Math.min(span, seconds.experiments * 1_000)
    : Math.min(now + span, nextDailyRun(now));
}
