import { inDays, sideOf } from '../../rounded.ts';
import { metricRuleOf, type MetricRule } from '../defaults.ts';
import type { ResolvedGuard } from '../guarded-experiment.ts';
import type { Evidence, MetricEvidence } from '../read/read-evidence.ts';
import type { ExperimentState } from '../read/read-state.ts';
import { DAY_MS, isOld, oldText } from './age.ts';
import { verdict, type Verdict } from './verdict.ts';
import { numbersText, thresholdText } from './words.ts';
import { isBeyond, worseBy } from './worse-by.ts';

/**
 * Judges a guard of a metric of a running experiment: whether a variant is certainly worse than the baseline, by results
 * that can be acted on.
 */
export function judgeMetric(
  { guard, metricUuid }: ResolvedGuard,
  { startDate }: ExperimentState,
  evidence: Evidence,
  now: Date,
): Verdict {
  const metric = evidence.metrics.get(metricUuid ?? '');
  const name = guard.metric ?? '';
  if (!metric)
    return verdict('METRIC_FAILING', `The experiment no longer has the metric "${name}".`);
  const { asOf } = metric;
  if (evidence.isRecalculating)
    return verdict('RECALCULATING', 'PostHog is computing the results anew.', asOf);
  if (metric.error !== null)
    return verdict('METRIC_FAILING', `PostHog could not compute "${name}": ${metric.error}`, asOf);
  if (!metric.baseline || metric.variants.length === 0)
    return verdict('NO_RESULT', `There is no result of "${name}".`, asOf);
  if (isOld(asOf, startDate, now)) return verdict('STALE_DATA', oldText(asOf), asOf);
  const suspect = splitProblem(evidence);
  if (suspect !== undefined) return verdict('SPLIT_SUSPECT', suspect, asOf);
  const rule = metricRuleOf(guard);
  const days = (Date.parse(asOf ?? '') - Date.parse(startDate ?? '')) / DAY_MS;
  if (days < rule.minDays)
    return verdict(
      'TOO_EARLY',
      `The results have data of ${inDays(days, sideOf(rule.minDays))}; the guard waits for ${rule.minDays}.`,
      asOf,
    );
  return compared(guard.variant, metric, rule);
}

/** Why people may not have been split as configured; undefined where they were, or are too few for the test. */
function splitProblem(evidence: Evidence): string | undefined {
  const { sampleRatioMismatch: tested, sampleRatioUntested: untested } = evidence;
  if (tested)
    return tested.suspicious
      ? `People were not split as configured (p = ${tested.pValue.toPrecision(2)}), so the comparison cannot be trusted.`
      : undefined;
  if (untested == null || untested === 'NO_RESULTS' || untested === 'TOO_FEW_PEOPLE')
    return undefined;
  return `Whether people were split as configured cannot be tested (${untested}), so the comparison cannot be trusted.`;
}

/** Compares the arms, once the results can be acted on. */
function compared(wanted: string | undefined, metric: MetricEvidence, rule: MetricRule): Verdict {
  const { asOf, baseline, goal } = metric;
  const watched = metric.variants.filter(({ key }) => wanted === undefined || key === wanted);
  if (!baseline || watched.length === 0)
    return verdict('NO_RESULT', `The results have no variant "${wanted ?? ''}".`, asOf);
  const numbers = watched.map((variant) => worseBy(baseline, variant, goal, rule));
  const enough = numbers.filter(
    ({ people, baselinePeople }) => Math.min(people, baselinePeople) >= rule.minPerArm,
  );
  const text = (some: typeof numbers) => some.map((one) => numbersText(one, rule)).join('; ');
  const found = (reason: Verdict['reason'], because: string): Verdict => ({
    reason,
    because,
    asOf,
    numbers,
  });
  const beyond = enough.filter((one) => isBeyond(one, rule));
  const subject = `By "${metric.name ?? ''}"`;
  if (beyond.length > 0)
    return found('FIRES', `${subject}, ${text(beyond)}. The threshold is ${thresholdText(rule)}.`);
  if (enough.length === 0)
    return found(
      'TOO_FEW_PEOPLE',
      `${subject}, ${text(numbers)}; the guard waits for ${rule.minPerArm} people in both arms.`,
    );
  return found(
    'BELOW_THRESHOLD',
    `${subject}, ${text(enough)}. The threshold is ${thresholdText(rule)}.`,
  );
}
