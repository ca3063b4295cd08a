import type { ArmEvidence } from './arms.ts';
import type { Assessment } from './assess.ts';
import { criteriaOf, isHarmless, winnerOf, type Criterion } from './criteria.ts';
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

/** Whether a split that was not tested may be ignored, since nothing is decided without results anyway. */
const waitsForPeople = new Set(['no_results', 'too_few_people']);

/** Decides in this order: invalid, harmful, ready to ship, otherwise hold. */
export function decide(assessment: Assessment): Decision {
  const criteria = criteriaOf(assessment);
  const detailOf = (name: CriterionNameValue) =>
    criteria.find((criterion) => criterion.name === name)!.detail;
  const metOf = (name: CriterionNameValue) =>
    criteria.find((criterion) => criterion.name === name)!.met;
  const conclude = (
    recommendation: RecommendationValue,
    because: string,
    wouldChangeWith: readonly string[],
    variant: string | null = null,
  ): Decision => ({
    recommendation,
    variant,
    because,
    criteria,
    wouldChangeWith,
    asOf: assessment.asOf,
  });

  // Invalid.
  const { untested } = assessment.people;
  if (metOf('split') === false || (untested !== null && !waitsForPeople.has(untested))) {
    return conclude('review', detailOf('split'), [
      'A split that agrees with the configured one, in a new run after the cause is mended.',
    ]);
  }
  if (assessment.primary.length === 0) {
    return conclude('review', detailOf('primary_metrics'), ['A primary metric with results.']);
  }

  // Harmful.
  const { arms } = assessment;
  if (arms.length > 0 && arms.every(({ harms }) => harms.length > 0)) {
    return conclude('roll_back', detailOf('no_harm'), [
      'A test arm that is no longer significantly worse in a primary metric or a guardrail.',
    ]);
  }
  if (arms.length > 0 && !arms.some(isHarmless)) {
    return conclude(
      'review',
      `${detailOf('no_harm')} It was read before the planned end, so this may be chance.`,
      ['An always-valid interval that excludes zero, or the planned end.'],
    );
  }

  // Ready to ship.
  const winner = winnerOf(assessment);
  if (winner) return decideOnWinner(winner, assessment, metOf, detailOf, conclude);

  // Hold.
  const isOver = assessment.isEnded || assessment.plannedEndReached === true;
  if (!isOver) {
    const pause =
      assessment.status === 'paused' ? ' It is paused, so resume it to collect more data.' : '';
    return conclude('keep_running', `${detailOf('winner')}${pause}`, [
      'A primary metric whose always-valid interval excludes zero.',
      assessment.plannedEndReached === null
        ? 'A planned running time that is reached.'
        : 'The planned end.',
    ]);
  }
  if (metOf('primary_metrics') === false) {
    return conclude('review', detailOf('primary_metrics'), [
      'Statistics for every primary metric.',
    ]);
  }
  if (arms.some((arm) => isHarmless(arm) && arm.likelyWins.length > 0)) {
    return conclude('review', detailOf('winner'), ['A run up to the planned end.']);
  }
  return conclude(
    'stop_inconclusive',
    `${detailOf('winner')} ${assessment.isEnded ? 'It has ended.' : detailOf('planned_end')}`,
    ['A longer run with more people, if a smaller effect matters.'],
  );
}

type Met = (name: CriterionNameValue) => boolean | null;
type Detail = (name: CriterionNameValue) => string;
type Conclude = (
  recommendation: RecommendationValue,
  because: string,
  wouldChangeWith: readonly string[],
  variant?: string | null,
) => Decision;

function decideOnWinner(
  winner: ArmEvidence,
  { isEnded }: Assessment,
  metOf: Met,
  detailOf: Detail,
  conclude: Conclude,
): Decision {
  if (metOf('secondary_metrics') === false) {
    return conclude('review', `${detailOf('winner')} ${detailOf('secondary_metrics')}`, [
      'A person who weighs the metrics against each other.',
    ]);
  }
  for (const name of ['full_week', 'guardrails'] as const) {
    if (metOf(name) === true) continue;
    const because = `${detailOf('winner')} ${detailOf(name)}`;
    const missing =
      name === 'full_week' ? 'Seven days of data.' : 'Statistics for every guardrail.';
    return conclude(isEnded ? 'review' : 'keep_running', because, [missing]);
  }
  return conclude(
    'ship',
    `${detailOf('winner')} ${detailOf('guardrails')}`,
    [
      'A primary metric or a guardrail that gets significantly worse.',
      'A split that differs from the configured one.',
    ],
    winner.key,
  );
}
