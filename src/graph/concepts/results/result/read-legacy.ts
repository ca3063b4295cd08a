import type { Wire } from '../../../core/wire.ts';
import { meanOf } from './arithmetic.ts';
import type { Arm, Arms, GoalInterpretation } from './comparison.ts';
import { chanceToImprove, deltaOf, directionOf } from './goal-direction.ts';

type LegacyAnswer = Wire['ExperimentQueryResponse'];
type LegacyArm =
  Wire['ExperimentVariantTrendsBaseStats'] | Wire['ExperimentVariantFunnelsBaseStats'];

/**
 * Arms of the retired trends and funnels engine. It does not mark a baseline, so `control` is used,
 * else the first arm. Its statistics are Bayesian, and its intervals are of absolute values and
 * therefore omitted.
 */
export function readLegacyArms(answer: LegacyAnswer, interpretation: GoalInterpretation): Arms {
  const arms = (answer.variants ?? []).map(readLegacyArm);
  const baseline = arms.find(({ key }) => key === 'control') ?? arms[0] ?? null;
  return {
    baseline,
    variants: arms
      .filter((arm) => arm !== baseline)
      .map((arm) => {
        const delta = deltaOf(baseline, arm);
        const chanceToWin = answer.probability?.[arm.key] ?? null;
        return {
          ...arm,
          method: 'bayesian',
          interval: null,
          chanceToWin,
          pValue: null,
          significant: answer.significant ?? null,
          delta,
          direction: directionOf(delta, interpretation.goal),
          chanceToImprove: chanceToImprove(chanceToWin, interpretation.goal),
        };
      }),
  };
}

function readLegacyArm(wire: LegacyArm): Arm {
  const totals = {
    ...countsOf(wire),
    denominatorSum: null,
    denominatorSumSquares: null,
    numeratorDenominatorSumProduct: null,
  };
  return {
    key: wire.key,
    ...totals,
    mean: meanOf(totals),
    stepCounts: null,
    covariateSum: null,
    covariateSumSquares: null,
    covariateSumProduct: null,
    failures: [],
  };
}

function countsOf(wire: LegacyArm) {
  return isFunnel(wire)
    ? {
        samples: wire.success_count + wire.failure_count,
        sum: wire.success_count,
        sumSquares: wire.success_count,
      }
    : { samples: wire.absolute_exposure, sum: wire.count, sumSquares: null };
}

function isFunnel(wire: LegacyArm): wire is Wire['ExperimentVariantFunnelsBaseStats'] {
  return wire['success_count'] !== undefined;
}
