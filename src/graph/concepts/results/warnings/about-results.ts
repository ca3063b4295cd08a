import { DAY_MS, type Clock } from '../../../context/clock.ts';
import { inDays, roundedDays, sideOf } from '../../../../rounded.ts';
import { daysOf, MINIMUM_DAYS, reachesPlan, runningPlanOf } from '../../experiment/planned-end.ts';
import { isPrimary, nameOf } from '../../metric/node.ts';
import { alphaOf, type Variant } from '../result/comparison.ts';
import { mostPeople, type Evidence, type MeasuredMetric } from '../result/evidence.ts';
import { interpretationOf } from '../result/interpretation-of.ts';
import { SUSPICIOUS_BELOW } from '../result/sample-ratio.ts';
import { untestable } from '../result/untested-reason.ts';
import { verdictOf } from '../result/verdict.ts';
import type { Subject } from './subject.ts';
import { chance, changeOf, pValue } from '../result/words.ts';
import type { Warning } from './warning.ts';

const HOUR_MS = 3_600_000;
const OLD_HOURS = 48;

/** Warnings about whether the results can be trusted at all. */
export function aboutTrust(
  { row, now }: Subject,
  { people: { tested: sampleRatio, untested, result: counted }, measured }: Evidence,
  clock: Clock,
): Warning[] {
  const warnings: Warning[] = [];
  if (sampleRatio?.suspicious === true) {
    const { pValue: p, chiSquare, arms } = sampleRatio;
    const counts = arms
      .map(({ key, observed, expected }) => `${key} ${observed} (${Math.round(expected)} expected)`)
      .join(', ');
    warnings.push({
      code: 'sample_ratio_mismatch',
      severity: 'serious',
      message: `People were not split as configured: ${counts}; ${pValue(p)}. Something is broken, and the results cannot be trusted until the cause is found.`,
      evidence: { pValue: p, threshold: SUSPICIOUS_BELOW, chiSquare, arms },
    });
  }
  const reason = untested && untestable[untested];
  if (reason != null) {
    warnings.push({
      code: 'sample_ratio_untested',
      severity: 'caution',
      message: `Whether people were split as configured could not be tested. ${reason}`,
      evidence: { reason: untested?.toUpperCase() },
    });
  }
  const launched = row.start_date == null ? null : Date.parse(row.start_date);
  const until = row.end_date == null ? now.getTime() : Date.parse(row.end_date);
  const ranFor = launched === null ? null : (until - launched) / DAY_MS;
  if (ranFor !== null && ranFor < MINIMUM_DAYS) {
    const days = Math.max(0, roundedDays(ranFor, sideOf(MINIMUM_DAYS)));
    warnings.push({
      code: 'short_duration',
      severity: 'caution',
      message: `It ${row.end_date == null ? 'has run' : 'ran'} for ${inDays(days, sideOf(MINIMUM_DAYS))}. Behaviour differs between the days of a week, so let an experiment run for at least ${MINIMUM_DAYS} days.`,
      evidence: { days, minimum: MINIMUM_DAYS },
    });
  }
  warnings.push(...beforePlannedEnd(row, mostPeople(measured), now));
  const asOf = counted?.asOf(clock);
  if (asOf && measured.length > 0) {
    const hours = Math.floor((until - asOf.getTime()) / HOUR_MS);
    if (hours > OLD_HOURS) {
      warnings.push({
        code: 'old_results',
        severity: 'caution',
        message: `The newest results have data up to ${asOf.toISOString()}, ${Math.floor(hours / 24)} days before ${row.end_date == null ? 'now' : 'the end'}. Recalculate them first.`,
        evidence: { asOf: asOf.toISOString(), hours },
      });
    }
  }
  return warnings;
}

/** Says that results are read before the planned time; nothing where none was planned. */
function beforePlannedEnd(row: Subject['row'], people: number, now: Date): Warning[] {
  if (reachesPlan(row, people, () => now) !== false) return [];
  const plan = runningPlanOf(row);
  const days = roundedDays(daysOf(row, () => now) ?? 0, sideOf(plan.days ?? 0));
  const [reached, evidence] =
    plan.days === null
      ? [
          `${people} of ${Math.ceil(plan.people ?? 0)} planned people`,
          { people, plannedPeople: plan.people },
        ]
      : [`${days} of ${plan.days} planned days`, { days, plannedDays: plan.days }];
  return [
    {
      code: 'before_planned_end',
      severity: 'caution',
      message: `${reached} are reached. A result that is read before its planned end is more often a chance result.`,
      evidence,
    },
  ];
}

/** Warnings about what the metrics say, about the variant to be shipped or, for an end, about all. */
export function aboutMetrics(subject: Subject, { measured }: Evidence): Warning[] {
  return measured.flatMap((one) =>
    isPrimary(one.node) ? aboutPrimary(subject, one) : aboutSecondary(subject, one),
  );
}

function aboutPrimary(subject: Subject, { node, result, error }: MeasuredMetric): Warning[] {
  const name = nameOf(node);
  const metricUuid = node.metric.uuid;
  const of = { metricUuid };
  const verdict = verdictOf(result?.comparison ?? null, interpretationOf(node));
  if (!result || verdict.state === 'no_data') {
    const why = error === null ? '' : ` PostHog reports: ${error}`;
    const message = `The primary metric "${name}" has no result.${why}`;
    return [
      {
        ...of,
        code: 'no_results',
        severity: 'serious',
        message,
        evidence: { metric: name, error },
      },
    ];
  }
  const { baseline, variants } = result.comparison;
  if (verdict.state === 'not_enough_data') {
    const arms = [...(baseline ? [baseline] : []), ...variants].map(
      ({ key, samples, failures }) => ({ key, samples, failures }),
    );
    const message = `The primary metric "${name}" has too little data for statistics: ${verdict.because}`;
    return [
      {
        ...of,
        code: 'not_enough_data',
        severity: 'serious',
        message,
        evidence: { metric: name, arms },
      },
    ];
  }
  const shipped = subject.options.variantKey;
  const isShipping = subject.action === 'shipVariant';
  const about = isShipping ? variants.filter(({ key }) => key === shipped) : variants;
  const warnings = about.flatMap((variant): Warning[] => {
    const evidence = evidenceOf(variant, { node, baseline: baseline?.key });
    const said = `${changeOf(variant)}, ${chanceOf(variant)}`;
    if (variant.significant === true && variant.direction === 'worse') {
      const message = `The primary metric ${withGoal(node)} is significantly worse: ${said}.`;
      return [
        {
          ...of,
          code: 'primary_metric_worse',
          severity: 'serious',
          message,
          variantKey: variant.key,
          evidence,
        },
      ];
    }
    if (variant.significant === true) return [];
    const message = `The primary metric ${withGoal(node)} does not differ significantly: ${said}.`;
    return [
      {
        ...of,
        code: 'not_significant',
        severity: 'caution',
        message,
        variantKey: variant.key,
        evidence,
      },
    ];
  });
  if (isShipping && verdict.state === 'winning' && verdict.variant !== shipped) {
    const winner = variants.find(({ key }) => key === verdict.variant);
    if (winner) {
      const message = `Another variant is significantly better in the primary metric "${name}": ${changeOf(winner)}, ${chanceOf(winner)}.`;
      const evidence = { ...evidenceOf(winner, { node, baseline: baseline?.key }), shipped };
      warnings.push({
        ...of,
        code: 'other_variant_wins',
        severity: 'serious',
        message,
        variantKey: winner.key,
        evidence,
      });
    }
  }
  return warnings;
}

function aboutSecondary({ action, options }: Subject, { node, result }: MeasuredMetric): Warning[] {
  const { baseline = null, variants = [] } = result?.comparison ?? {};
  return variants
    .filter(({ key }) => action !== 'shipVariant' || key === options.variantKey)
    .filter(({ significant, direction }) => significant === true && direction === 'worse')
    .map((variant) => ({
      code: 'secondary_metric_worse',
      severity: action === 'shipVariant' ? 'serious' : 'caution',
      message: `The secondary metric ${withGoal(node)} is significantly worse: ${changeOf(variant)}, ${chanceOf(variant)}.`,
      metricUuid: node.metric.uuid,
      variantKey: variant.key,
      evidence: evidenceOf(variant, { node, baseline: baseline?.key }),
    }));
}

/** The name of a metric, with its goal if that is one this API knows. */
function withGoal(node: MeasuredMetric['node']): string {
  const { goal } = interpretationOf(node);
  return `"${nameOf(node)}"${goal === null ? '' : `, whose goal is to ${goal},`}`;
}

function chanceOf({ chanceToImprove, pValue: p, interval }: Variant): string {
  if (chanceToImprove !== null) {
    return `chance to win ${chance(chanceToImprove, interval?.level)}`;
  }
  return p === null
    ? 'without statistics'
    : pValue(p, interval ? alphaOf(interval.level) : undefined);
}

function evidenceOf(
  { key, delta, interval, chanceToImprove, pValue: p }: Variant,
  {
    node,
    baseline,
  }: { readonly node: MeasuredMetric['node']; readonly baseline: string | undefined },
) {
  return {
    metric: nameOf(node),
    goal: interpretationOf(node).goal?.toUpperCase() ?? null,
    baseline: baseline ?? null,
    variant: key,
    delta,
    interval,
    ...(chanceToImprove !== null && { chanceToImprove }),
    ...(p !== null && { pValue: p }),
  };
}
