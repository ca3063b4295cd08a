import type { JsonObject } from '../entities.ts';
import { pythonJson } from '../python-json.ts';
import { randomStream } from './random.ts';
import type { RandomStream } from './random.ts';

/** How a user behaves towards one metric, before any variant changes it. */
export type Behaviour =
  | {
      type: 'funnel';
      /** Share of users reaching each step, of those at the step before. */ steps: number[];
    }
  | { type: 'mean'; mean: number; deviation: number; decimals: number }
  | {
      type: 'ratio';
      /** Value per unit of the denominator, and denominator units per user. */
      value: number;
      units: number;
      deviation: number;
    }
  | {
      type: 'retention';
      /** Share of users that start, and of those that come back. */ starts: number;
      returns: number;
    };

/** Behaviour towards a metric: drawn from its definition, so that copies of it start from the same base. */
export function behaviourFor(metric: JsonObject): Behaviour {
  const {
    uuid: _uuid,
    name: _name,
    fingerprint: _fingerprint,
    goal: _goal,
    ...definition
  } = metric;
  const random = randomStream('behaviour', pythonJson(definition));
  switch (metric['metric_type']) {
    case 'funnel':
      return funnel(random, Array.isArray(metric['series']) ? metric['series'].length : 1);
    case 'ratio':
      return {
        type: 'ratio',
        value: random.between(0.2, 12),
        units: random.between(1.5, 6),
        deviation: random.between(0.6, 1.2),
      };
    case 'retention':
      return {
        type: 'retention',
        starts: random.between(0.5, 0.9),
        returns: random.between(0.15, 0.5),
      };
    default:
      return mean(random, metric);
  }
}

function funnel(random: RandomStream, length: number): Behaviour {
  const steps = Array.from({ length: Math.max(1, length) }, () => random.between(0.45, 0.8));
  // People drop most where they decide to start.
  steps[0] = random.between(0.12, 0.4);
  return { type: 'funnel', steps };
}

function mean(random: RandomStream, metric: JsonObject): Behaviour {
  if (typeof metric['threshold'] === 'number') {
    const share = random.between(0.1, 0.5);
    return { type: 'mean', mean: share, deviation: Math.sqrt(share * (1 - share)), decimals: 0 };
  }
  const amount = ['sum', 'avg', 'min', 'max', 'hogql'].includes(mathOf(metric['source']));
  const value = amount ? random.between(8, 90) : random.between(0.8, 7);
  return {
    type: 'mean',
    mean: value,
    deviation: value * (amount ? random.between(1.4, 2.4) : random.between(0.9, 1.6)),
    decimals: amount ? 2 : 0,
  };
}

function mathOf(source: unknown): string {
  const math =
    typeof source === 'object' && source !== null && 'math' in source ? source.math : null;
  return typeof math === 'string' ? math : 'total';
}

/** Standard deviation of one user's value over its mean: how loud the noise is that an effect must beat. */
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
