import type { Experiment, GroundTruth } from '../../model/entities.ts';
import { baselineKey, flagVariantsOf } from '../flag/config.ts';
import { randomStream } from '../../statistics/random.ts';
import type { Store } from '../../model/store.ts';

/**
 * The true effect of an experiment. The seed defines its own; for any other experiment it is drawn once from
 * its id and flag key, so that another run of the sandbox has the same results.
 */
export function groundTruth(store: Store, experiment: Experiment): GroundTruth {
  return (
    store.groundTruths.get(experiment.id) ?? store.groundTruths.insert(drawTruth(store, experiment))
  );
}

function drawTruth(store: Store, experiment: Experiment): GroundTruth {
  const flag = store.flags.get(experiment.feature_flag);
  const variants = flagVariantsOf(flag);
  const baseline = baselineKey(variants, experiment.stats_config['baseline_variant_key']);
  const tested = variants.filter(({ key }) => key !== baseline);
  const random = randomStream('truth', experiment.id, flag?.key ?? '');
  return {
    id: experiment.id,
    daily_exposures: Math.round(random.between(250, 3_000)),
    story: random.pick(['winner', 'loser', 'undecided', 'undecided']),
    protagonist: tested.length > 0 ? random.pick(tested).key : baseline,
    served: null,
    failed_days: [],
    missed_days: [],
    idle_days: 0,
    idle_since_launch: null,
  };
}
