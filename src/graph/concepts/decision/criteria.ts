import { quoted } from '../../core/quoted.ts';
import { inDays, roundedDays } from '../../../rounded.ts';
import { MINIMUM_DAYS } from '../experiment/planned-end.ts';
import { nameOf, type MetricNode } from '../metric/node.ts';
import { interpretationOf } from '../results/result/interpretation-of.ts';
import { verdictOf } from '../results/result/verdict.ts';
import { pValue } from '../results/result/words.ts';
import type { ArmEvidence } from './arms.ts';
import type { Assessment } from './assess.ts';
import type { CriterionNameValue } from './enums.ts';

/** One condition of a decision. */
export interface Criterion {
  readonly name: CriterionNameValue;
  /** Null where it cannot be said, or where another criterion must be met first. */
  readonly met: boolean | null;
  readonly detail: string;
}

/** An arm that is worse in nothing that matters, and better in a primary metric: the one with the largest change. */
export function winnerOf({ arms }: Assessment): ArmEvidence | null {
  const winners = arms.filter((arm) => isHarmless(arm) && arm.wins.length > 0);
  return winners.toSorted((one, other) => change(other) - change(one))[0] ?? null;
}

const change = ({ wins }: ArmEvidence) => Math.abs(wins[0]?.variant.estimatedChange ?? 0);

export const isHarmless = ({ harms, likelyHarms }: ArmEvidence): boolean =>
  harms.length === 0 && likelyHarms.length === 0;

const metricsIn = (measured: readonly { readonly node: MetricNode }[]): string =>
  quoted(measured.map(({ node }) => nameOf(node)));

/** The criteria of a decision, in the order in which they are considered. */
export function criteriaOf(assessment: Assessment): Criterion[] {
  const winner = winnerOf(assessment);
  return [
    split(assessment),
    primaryMetrics(assessment),
    noHarm(assessment),
    winnerCriterion(assessment, winner),
    guardrails(assessment, winner),
    secondaryMetrics(winner),
    fullWeek(assessment),
    plannedEnd(assessment),
  ];
}

function split({ people: { tested, untested } }: Assessment): Criterion {
  if (!tested) {
    const reason = (untested ?? 'no_results').replaceAll('_', ' ');
    return { name: 'split', met: null, detail: `The split could not be tested: ${reason}.` };
  }
  const outcome = tested.suspicious ? 'differs from' : 'agrees with';
  return {
    name: 'split',
    met: !tested.suspicious,
    detail: `The split ${outcome} the configured one; ${pValue(tested.pValue)}.`,
  };
}

function primaryMetrics({ primary }: Assessment): Criterion {
  if (primary.length === 0) {
    return { name: 'primary_metrics', met: false, detail: 'There is no primary metric.' };
  }
  const without = primary.filter(({ node, result }) =>
    ['no_data', 'not_enough_data'].includes(
      verdictOf(result?.comparison ?? null, interpretationOf(node)).state,
    ),
  );
  const names = metricsIn(without);
  return {
    name: 'primary_metrics',
    met: without.length === 0,
    detail:
      without.length === 0
        ? primary.length === 1
          ? 'The primary metric has statistics.'
          : `All ${primary.length} primary metrics have statistics.`
        : `No statistics yet: ${names}.`,
  };
}

function noHarm({ arms }: Assessment): Criterion {
  if (arms.length === 0) return { name: 'no_harm', met: null, detail: 'There are no results.' };
  const harmed = arms.filter((arm) => !isHarmless(arm));
  if (harmed.length === 0) {
    return {
      name: 'no_harm',
      met: true,
      detail: 'No test arm is worse in a primary metric or a guardrail.',
    };
  }
  const details = harmed.map(({ key, harms, likelyHarms }) => {
    const names = metricsIn([...harms, ...likelyHarms]);
    return `"${key}" is significantly worse in ${names}`;
  });
  return {
    name: 'no_harm',
    met: harmed.length < arms.length,
    detail: `${details.join('; ')}.`,
  };
}

function winnerCriterion(
  { arms, plannedEndReached }: Assessment,
  winner: ArmEvidence | null,
): Criterion {
  if (winner) {
    const names = metricsIn(winner.wins);
    return { name: 'winner', met: true, detail: `"${winner.key}" is better in ${names}.` };
  }
  const likely = arms.filter((arm) => isHarmless(arm) && arm.likelyWins.length > 0);
  return {
    name: 'winner',
    met: false,
    detail:
      likely.length === 0
        ? 'No test arm is certainly better in a primary metric.'
        : `${quoted(likely.map(({ key }) => key))} is significantly better, but ${readTooEarly(plannedEndReached)}, and ${withoutCertainty(likely)}.`,
  };
}

/** Why the fixed statistics do not hold yet, to follow "but". */
export const readTooEarly = (plannedEndReached: boolean | null): string =>
  plannedEndReached === null ? 'no running time was planned' : 'it was read before the planned end';

function withoutCertainty(arms: readonly ArmEvidence[]): string {
  const wins = arms.flatMap(({ likelyWins }) => likelyWins);
  return wins.every(({ variant }) => variant.sequentialInterval === null)
    ? 'there is no always-valid interval'
    : 'the always-valid interval does not confirm it';
}

function guardrails(
  { guardrails: metrics, guardrailsAreGuessed }: Assessment,
  winner: ArmEvidence | null,
): Criterion {
  const name = 'guardrails';
  const guess = guardrailsAreGuessed
    ? ' The tags of shared metrics could not be read, so all shared secondary metrics count as guardrails.'
    : '';
  if (metrics.length === 0) return { name, met: true, detail: `There are no guardrails.${guess}` };
  if (!winner) return { name, met: null, detail: `There is no winner to judge.${guess}` };
  const missing = quoted(winner.unmeasuredGuardrails);
  return {
    name,
    met: missing === '',
    detail: `${missing === '' ? `No guardrail of ${metrics.length} is significantly worse.` : `No statistics yet: ${missing}.`}${guess}`,
  };
}

function secondaryMetrics(winner: ArmEvidence | null): Criterion {
  const name = 'secondary_metrics';
  if (!winner) return { name, met: null, detail: 'There is no winner to judge.' };
  const worse = metricsIn(winner.secondaryHarms);
  return {
    name,
    met: worse === '',
    detail:
      worse === ''
        ? 'No secondary metric is significantly worse.'
        : `"${winner.key}" is significantly worse in ${worse}.`,
  };
}

function fullWeek({ days, isEnded }: Assessment): Criterion {
  return {
    name: 'full_week',
    met: days >= MINIMUM_DAYS,
    detail: `It ${isEnded ? 'ran' : 'has run'} for ${inDays(days, (shown) => shown >= MINIMUM_DAYS)}.`,
  };
}

function plannedEnd({ days, plannedDays, plannedEndReached }: Assessment): Criterion {
  const name = 'planned_end';
  if (plannedEndReached === null) {
    return { name, met: null, detail: 'No running time was planned.' };
  }
  const state = plannedEndReached ? 'is reached' : 'is not reached';
  const detail =
    plannedDays === null
      ? `The planned number of people ${state}.`
      : `The planned end ${state}: ${roundedDays(days, (shown) => shown >= plannedDays)} of ${inDays(plannedDays)}.`;
  return { name, met: plannedEndReached, detail };
}
