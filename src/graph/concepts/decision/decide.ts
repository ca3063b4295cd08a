import type { ArmEvidence } from './arms.ts';
import type { Assessment } from './assess.ts';
import { criteriaOf, isHarmless, readTooEarly, winnerOf, type Criterion } from './criteria.ts';
import type { CriterionNameValue, RecommendationValue } from './enums.ts';

/** What to do with an experiment, and why. */
export interface Decision {
  readonly recommendation: RecommendationValue;
  /** Key of the variant to ship. */
  readonly variant: string | null;
  readonly because: string;
  readonly criteria: readonly Criterion[];
  readonly wouldChangeWith: readonly string[];
  readonly asOf: Date | null;
}

type Outcome = Pick<Decision, 'recommendation' | 'because' | 'wouldChangeWith'> &
  Partial<Pick<Decision, 'variant'>>;

type Criteria = Readonly<Record<CriterionNameValue, Criterion>>;

/**
 * Reasons why a split was not tested that do not make it invalid: nothing is decided without results anyway, and shipping
 * a variant at the end says nothing about the people who were split before.
 */
const saysNothing = new Set(['no_results', 'too_few_people', 'variant_shipped']);

/** Decides in this order: invalid, harmful, ready to ship, otherwise hold. */
export function decide(assessment: Assessment): Decision {
  const criteria = criteriaOf(assessment);
  const byName = Object.fromEntries(criteria.map((one) => [one.name, one])) as Criteria;
  const winner = winnerOf(assessment);
  const outcome =
    invalid(assessment, byName) ??
    harmful(assessment, byName) ??
    (winner ? better(winner, assessment, byName) : hold(assessment, byName));
  return { variant: null, ...outcome, criteria, asOf: assessment.asOf };
}

function invalid(
  { people: { untested }, primary }: Assessment,
  { split, primary_metrics: metrics }: Criteria,
): Outcome | undefined {
  if (split.met === false || (untested !== null && !saysNothing.has(untested))) {
    return {
      recommendation: 'review',
      because: split.detail,
      wouldChangeWith: [
        'A split that agrees with the configured one, in a new run after the cause is mended.',
      ],
    };
  }
  if (primary.length > 0) return undefined;
  return {
    recommendation: 'review',
    because: metrics.detail,
    wouldChangeWith: ['A primary metric with results.'],
  };
}

function harmful(
  { arms, plannedEndReached }: Assessment,
  { no_harm: noHarm }: Criteria,
): Outcome | undefined {
  if (arms.length === 0 || arms.some(isHarmless)) return undefined;
  if (arms.every(({ harms }) => harms.length > 0)) {
    return {
      recommendation: 'roll_back',
      because: noHarm.detail,
      wouldChangeWith: [
        'A test arm that is no longer significantly worse in a primary metric or a guardrail.',
      ],
    };
  }
  return {
    recommendation: 'review',
    because: `${noHarm.detail} This may be chance, since ${readTooEarly(plannedEndReached)}.`,
    wouldChangeWith: [
      `An always-valid interval that excludes zero, or ${plannedEndReached === null ? 'a planned running time that is reached' : 'the planned end'}.`,
    ],
  };
}

/** What to do with an arm that is better and does no harm. */
function better({ key }: ArmEvidence, { isEnded }: Assessment, criteria: Criteria): Outcome {
  const { winner, secondary_metrics: secondary, full_week: week, guardrails } = criteria;
  if (secondary.met === false) {
    return {
      recommendation: 'review',
      because: `${winner.detail} ${secondary.detail}`,
      wouldChangeWith: ['A person who weighs the metrics against each other.'],
    };
  }
  const missing = [week, guardrails].find(({ met }) => met !== true);
  if (missing) {
    return {
      recommendation: isEnded ? 'review' : 'keep_running',
      because: `${winner.detail} ${missing.detail}`,
      wouldChangeWith: [
        missing === week ? 'Seven days of data.' : 'Statistics for every guardrail.',
      ],
    };
  }
  return {
    recommendation: 'ship',
    variant: key,
    because: `${winner.detail} ${guardrails.detail}`,
    wouldChangeWith: [
      'A primary metric or a guardrail that gets significantly worse.',
      'A split that differs from the configured one.',
    ],
  };
}

/** What to do while no arm is certainly better. */
function hold(
  { arms, isEnded, plannedEndReached, status }: Assessment,
  { winner, primary_metrics: metrics, planned_end: plannedEnd }: Criteria,
): Outcome {
  if (!isEnded && plannedEndReached !== true) {
    const pause = status === 'paused' ? ' It is paused, so resume it to collect more data.' : '';
    return {
      recommendation: 'keep_running',
      because: `${winner.detail}${pause}`,
      wouldChangeWith: [
        'A primary metric whose always-valid interval excludes zero.',
        plannedEndReached === null ? 'A planned running time that is reached.' : 'The planned end.',
      ],
    };
  }
  if (metrics.met === false) {
    return {
      recommendation: 'review',
      because: metrics.detail,
      wouldChangeWith: ['Statistics for every primary metric.'],
    };
  }
  if (arms.some((arm) => isHarmless(arm) && arm.likelyWins.length > 0)) {
    return {
      recommendation: 'review',
      because: winner.detail,
      wouldChangeWith: ['A run up to the planned end.'],
    };
  }
  return {
    recommendation: 'stop_inconclusive',
    because: `${winner.detail} ${isEnded ? 'It has ended.' : plannedEnd.detail}`,
    wouldChangeWith: ['A longer run with more people, if a smaller effect matters.'],
  };
}
