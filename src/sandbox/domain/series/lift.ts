import type { Experiment, JsonObject } from '../../model/entities.ts';
import { linkedMetrics } from '../../model/metrics.ts';
import { behaviourFor, relativeNoise } from '../samples/behaviour.ts';
import { randomStream } from '../../statistics/random.ts';
import type { Store } from '../../model/store.ts';
import { groundTruth } from './ground-truth.ts';

/** Days of full traffic after which a winner is `STRONG` standard errors from the baseline. */
const TELLING_DAYS = 14;
const STRONG = 3.4;
const LARGEST_LIFT = 0.45;

const DIRECTION = { winner: 1, loser: -1, undecided: 0 };

/**
 * The effect of each variant on a metric, relative to the baseline (0.1 = ten per cent more): the experiment's true
 * effect for metrics that show it, otherwise a random deviation too small to be detected.
 */
export function lifts(
  store: Store,
  experiment: Experiment,
  metric: JsonObject,
): (variant: string, dailyUsers: number) => number {
  const truth = groundTruth(store, experiment);
  const noise = relativeNoise(behaviourFor(metric));
  const effect = DIRECTION[truth.story] * STRONG * storyWeight(store, experiment, metric);
  // A winner changes the metric in the direction of its goal.
  const sign = metric['goal'] === 'decrease' ? -1 : 1;
  return (variant, dailyUsers) => {
    const random = randomStream('lift', experiment.id, String(metric['uuid']), variant);
    const drift = random.between(-0.5, 0.5);
    const standardError = noise * Math.sqrt(2 / Math.max(1, dailyUsers * TELLING_DAYS));
    const lift = sign * ((variant === truth.protagonist ? effect : 0) + drift) * standardError;
    return Math.max(-LARGEST_LIFT, Math.min(LARGEST_LIFT, lift));
  };
}

/** The fraction of the true effect that a metric shows: all of it for the first primary, less for other primaries. */
function storyWeight(store: Store, experiment: Experiment, metric: JsonObject): number {
  const shared = linkedMetrics(store, experiment)
    .filter(({ link }) => link.metadata['type'] !== 'secondary')
    .map(({ saved }) => saved.query);
  const place = [...experiment.metrics, ...shared].findIndex(({ uuid }) => uuid === metric['uuid']);
  if (place === 0) return 1;
  return place > 0 ? 0.4 : 0;
}
