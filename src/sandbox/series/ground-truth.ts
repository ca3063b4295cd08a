import type { Experiment, FlagVariant, GroundTruth } from '../entities.ts';
import { randomStream } from '../samples/random.ts';
import type { Store } from '../store.ts';

/** Variants of an experiment's flag; empty without one. */
export function variantsOf(store: Store, experiment: Experiment): FlagVariant[] {
  return store.flags.get(experiment.feature_flag)?.filters.multivariate?.variants ?? [];
}

/** The variant that the others are compared with: the pinned one, else `control`, else the first. */
export function baselineOf(
  experiment: Experiment,
  variants: readonly FlagVariant[],
): string | undefined {
  const pinned = experiment.stats_config['baseline_variant_key'];
  const has = (key: unknown) => variants.some((variant) => variant.key === key);
  if (typeof pinned === 'string' && has(pinned)) return pinned;
  return has('control') ? 'control' : variants[0]?.key;
}

/**
 * What is true of an experiment. The seed tells its own stories; for any other experiment one is drawn,
 * once, from its id and flag key, so that a sandbox run again tells the same.
 */
export function groundTruth(store: Store, experiment: Experiment): GroundTruth {
  return (
    store.groundTruths.get(experiment.id) ?? store.groundTruths.insert(drawTruth(store, experiment))
  );
}

function drawTruth(store: Store, experiment: Experiment): GroundTruth {
  const variants = variantsOf(store, experiment);
  const baseline = baselineOf(experiment, variants);
  const tested = variants.filter(({ key }) => key !== baseline);
  const flagKey = store.flags.get(experiment.feature_flag)?.key ?? '';
  const random = randomStream('truth', experiment.id, flagKey);
  return {
    id: experiment.id,
    daily_exposures: Math.round(random.between(250, 3_000)),
    story: random.pick(['winner', 'loser', 'undecided', 'undecided']),
    protagonist: tested.length ? random.pick(tested).key : (baseline ?? ''),
    served: null,
    failed_days: [],
    missed_days: [],
    idle_days: 0,
    idle_since_launch: null,
  };
}
