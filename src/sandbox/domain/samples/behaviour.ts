import type { JsonObject } from '../../model/entities.ts';
import { isObject } from '../../model/json.ts';
import { startsAtExposure } from '../../validation/metric-rules.ts';
import { pythonJson } from '../../model/python-json.ts';
import { randomStream } from '../../statistics/random.ts';
import type { RandomStream } from '../../statistics/random.ts';

/** A user's baseline behaviour for one metric, before the effect of a variant. */
export type Behaviour =
  | {
      type: 'funnel';
      /** For each step, the share of users reaching it, of those at the previous step. */ steps: number[];
    }
  | { type: 'mean'; mean: number; deviation: number; decimals: number }
  | {
      type: 'ratio';
      /** Value per unit of the denominator, and denominator units per user. */
      value: number;
      units: number;
      deviation: number;
      decimals: number;
    }
  | {
      type: 'retention';
      /** Share of users that start, and share of those that return. */ starts: number;
      returns: number;
    };

const AMOUNT_MATH = ['sum', 'avg', 'min', 'max', 'hogql'];

/** The baseline behaviour for a metric, derived from its definition, so that copies of a metric behave alike. */
export function behaviourFor(metric: JsonObject): Behaviour {
  const { uuid: _uuid, name: _name, fingerprint: _fingerprint, ...definition } = metric;
  const random = randomStream('behaviour', pythonJson(definition));
  switch (metric['metric_type']) {
    case 'funnel':
      return funnel(random, Array.isArray(metric['series']) ? metric['series'].length : 1);
    case 'ratio':
      return ratio(random, metric);
    case 'retention': {
      const starts = random.between(0.5, 0.9);
      return {
        type: 'retention',
        // Every exposed user starts a retention whose window opens at the exposure.
        starts: startsAtExposure(metric) ? 1 : starts,
        returns: random.between(0.15, 0.5),
      };
    }
    default:
      return mean(random, metric);
  }
}

function funnel(random: RandomStream, length: number): Behaviour {
  const steps = Array.from({ length: Math.max(1, length) }, () => random.between(0.45, 0.8));
  // The first step has the highest drop-off.
  steps[0] = random.between(0.12, 0.4);
  return { type: 'funnel', steps };
}

function ratio(random: RandomStream, metric: JsonObject): Behaviour {
  const isAmount = AMOUNT_MATH.includes(mathOf(metric['numerator']));
  return {
    type: 'ratio',
    value: isUnwanted(metric)
      ? random.between(0.01, 0.08)
      : random.between(isAmount ? 15 : 0.4, isAmount ? 80 : 2),
    units: random.between(1.5, 6),
    deviation: random.between(0.6, 1.2),
    decimals: isAmount ? 2 : 0,
  };
}

function mean(random: RandomStream, metric: JsonObject): Behaviour {
  const math = mathOf(metric['source']);
  if (typeof metric['threshold'] === 'number') {
    const share = random.between(0.1, 0.5);
    return { type: 'mean', mean: share, deviation: Math.sqrt(share * (1 - share)), decimals: 0 };
  }
  if (math === 'avg') return spread(random.between(250, 1_600), random.between(0.4, 0.8), 2);
  if (AMOUNT_MATH.includes(math)) {
    return spread(
      random.between(8, 90) / (isUnwanted(metric) ? 40 : 1),
      random.between(1.4, 2.4),
      2,
    );
  }
  if (!isUnwanted(metric)) return spread(random.between(0.8, 7), random.between(0.9, 1.6), 0);
  const rare = random.between(0.03, 0.3);
  return spread(rare, random.between(1.1, 1.4) / Math.sqrt(rare), 0);
}

const spread = (value: number, relative: number, decimals: number): Behaviour => ({
  type: 'mean',
  mean: value,
  deviation: value * relative,
  decimals,
});

/** True for values that a team wants to reduce (errors, tickets, costs), which are rare or small. */
const isUnwanted = (metric: JsonObject): boolean => metric['goal'] === 'decrease';

const mathOf = (source: unknown): string =>
  isObject(source) && typeof source['math'] === 'string' ? source['math'] : 'total';

/** Coefficient of variation of one user's value (standard deviation ÷ mean): the noise an effect must exceed. */
export function relativeNoise(behaviour: Behaviour): number {
  switch (behaviour.type) {
    case 'funnel': {
      const rate = behaviour.steps.reduce((product, step) => product * step, 1);
      return Math.sqrt((1 - rate) / rate);
    }
    case 'mean':
      return behaviour.deviation / behaviour.mean;
    case 'ratio':
      return behaviour.deviation;
    case 'retention':
      return Math.sqrt((1 - behaviour.returns) / (behaviour.returns * behaviour.starts));
    default:
      return behaviour satisfies never;
  }
}
