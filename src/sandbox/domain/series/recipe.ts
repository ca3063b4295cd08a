import type { Experiment, FlagVariant, JsonObject, ResultRecipe } from '../../model/entities.ts';
import { baselineKey, flagVariantsOf } from '../flag/config.ts';
import type { Store } from '../../model/store.ts';
import { groundTruth } from './ground-truth.ts';
import { lifts } from './lift.ts';

/**
 * The recipe for a metric in the experiment's current state; the stored one is reused as long as nothing it depends
 * on changes. Null when there is nothing to compute: no variants to compare, or not a metric of the current engine.
 */
export function recipeFor(
  store: Store,
  experiment: Experiment,
  metric: JsonObject,
): ResultRecipe | null {
  const recipe = composeRecipe(store, experiment, metric);
  if (!recipe) return null;
  const text = JSON.stringify(recipe);
  const known = store.resultRecipes
    .by('experiment', experiment.id)
    .find(({ id: _id, ...rest }) => JSON.stringify(rest) === text);
  return known ?? store.resultRecipes.insert({ ...recipe, id: store.nextId('resultRecipes') });
}

/** Like `recipeFor` without storing the recipe, for callers that only need its probabilities. */
export function composeRecipe(
  store: Store,
  experiment: Experiment,
  metric: JsonObject,
): Omit<ResultRecipe, 'id'> | null {
  const flag = store.flags.get(experiment.feature_flag);
  const variants = flagVariantsOf(flag).filter(
    ({ key }) => !experiment.excluded_variants?.includes(key),
  );
  const baseline = baselineKey(variants, experiment.stats_config['baseline_variant_key']);
  const comparable = variants.some(({ key }) => key === baseline);
  if (!comparable || !isComputable(metric) || experiment.start_date === null) return null;
  const liftOf = lifts(store, experiment, metric);
  const served = trafficOf(store, experiment, variants);
  return {
    experiment: experiment.id,
    metric,
    start_date: experiment.start_date,
    daily_exposures: served.daily,
    arms: variants.map(({ key }) => {
      const share = served.shareOf(key);
      return { key, share, lift: key === baseline ? 0 : liftOf(key, served.daily * share) };
    }),
    baseline,
    stats_config: experiment.stats_config,
  };
}

interface Traffic {
  daily: number;
  shareOf: (key: string) => number;
}

/**
 * Units exposed per day and their split. A stopped experiment is computed with the split it had while running:
 * shipping a variant sets the flag to 100 % of one variant, which does not apply to the past.
 */
function trafficOf(store: Store, experiment: Experiment, variants: FlagVariant[]): Traffic {
  const past =
    experiment.end_date === null
      ? undefined
      : store.resultRecipes
          .by('experiment', experiment.id)
          .findLast((recipe) => recipe.start_date === experiment.start_date);
  if (past) {
    const shares = new Map(past.arms.map(({ key, share }) => [key, share]));
    return { daily: past.daily_exposures, shareOf: (key) => shares.get(key) ?? 0 };
  }
  const truth = groundTruth(store, experiment);
  const groups = store.flags.get(experiment.feature_flag)?.filters.groups;
  const isShipped = variants.some(({ rollout_percentage: percentage }) => percentage === 100);
  const split = new Map(
    variants.map(({ key, rollout_percentage: percentage }) => [
      key,
      isShipped ? 1 / variants.length : percentage / 100,
    ]),
  );
  return {
    daily: (truth.daily_exposures * (groups?.[0]?.rollout_percentage ?? 100)) / 100,
    shareOf: (key) => truth.served?.[key] ?? split.get(key) ?? 0,
  };
}

const PARTS: Record<string, string[]> = {
  mean: ['source'],
  funnel: ['series'],
  ratio: ['numerator', 'denominator'],
  retention: ['start_event', 'completion_event'],
};

/** Whether a metric has the parts its type needs; a recalculation can be requested for any metric. */
function isComputable(metric: JsonObject): boolean {
  const parts = PARTS[String(metric['metric_type'])];
  return metric['kind'] === 'ExperimentMetric' && parts?.every((part) => metric[part]) === true;
}
