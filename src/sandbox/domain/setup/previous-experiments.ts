import type { Experiment, FlagVariant, JsonObject } from '../../model/entities.ts';
import { statsMethod } from '../../model/metrics.ts';
import { reportedStatus } from '../experiment/status.ts';
import { flagVariantsOf } from '../flag/config.ts';
import { isObject, objectOr, objectsOf, stringOrNull } from '../../model/json.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { measuredMetrics } from '../series/measured-metrics.ts';
import { resultReader } from '../series/row.ts';
import { seriesKey } from '../../model/store.ts';
import type { Store } from '../../model/store.ts';
import { round } from './traffic.ts';
import { actionIdsOf, eventsOf } from './shared-metrics.ts';

/** The newest experiments of the project, with their outcomes. */
export function previousExperiments({ store, project }: ProjectRequest, limit: number): JsonObject {
  const rows = store.experiments
    .by('project', project.id)
    .filter(({ deleted }) => !deleted)
    .toSorted((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at) || b.id - a.id)
    .slice(0, limit);
  const facts = rows.map((row) => factsOf(store, row));
  return { experiments: facts.map(({ wire }) => wire), summary: summaryOf(facts) };
}

interface Facts {
  launched: boolean;
  /** Exposures of the latest result; null when nothing has been computed. */
  exposures: number | null;
  wire: JsonObject;
}

function factsOf(store: Store, row: Experiment): Facts {
  const flag = store.flags.get(row.feature_flag);
  const variants = flagVariantsOf(flag);
  const criteria = row.exposure_criteria ?? {};
  const exposure = objectOr(criteria['exposure_config']);
  const handling = stringOrNull(criteria['multiple_variant_handling']);
  const metrics = measuredMetrics(store, row);
  const primary = metrics.filter(({ section }) => section === 'primary');
  const outcome = outcomeOf(store, row);
  return {
    launched: row.start_date !== null,
    exposures:
      typeof outcome?.['analyzed_exposures'] === 'number' ? outcome['analyzed_exposures'] : null,
    wire: {
      id: row.id,
      name: row.name,
      state: reportedStatus(row, flag),
      created_at: row.created_at,
      start_date: row.start_date,
      end_date: row.end_date,
      conclusion: row.conclusion,
      feature_flag_key: flag?.key ?? '',
      variant_count: variants.length,
      split_even: variants.length > 0 ? isEven(variants) : null,
      serving_single_variant:
        variants.find((variant) => variant.rollout_percentage === 100)?.key ?? null,
      rollout_percentage: flag?.filters.groups[0]?.rollout_percentage ?? null,
      multiple_variant_handling: handling ?? 'exclude',
      multiple_variant_handling_set: handling !== null,
      ensure_experience_continuity: flag?.ensure_experience_continuity ?? false,
      bucketing_identifier: flag?.bucketing_identifier ?? 'distinct_id',
      evaluation_runtime: flag?.evaluation_runtime ?? 'all',
      group_aggregation: flag?.filters.aggregation_group_type_index != null,
      custom_exposure_event: stringOrNull(exposure['event']),
      custom_exposure_action_id: typeof exposure['id'] === 'number' ? exposure['id'] : null,
      exposure_property_filters: objectsOf(exposure['properties']),
      activation_event: null,
      activation_action_id: null,
      filter_test_accounts: criteria['filterTestAccounts'] !== false,
      primary_metric_count: primary.length,
      secondary_metric_count: metrics.length - primary.length,
      shared_metric_count: metrics.filter(({ link }) => link !== null).length,
      primary_metric_types: primary.map(({ metric }) => String(metric['metric_type'])),
      primary_metric_events: [...new Set(primary.flatMap(({ metric }) => eventsOf(metric)))],
      primary_metric_action_ids: [...new Set(primary.flatMap(({ metric }) => actionIdsOf(metric)))],
      minimum_detectable_effect: effectOf(row),
      stats_method: statsMethod(row),
      has_holdout: row.holdout_id !== null,
      outcome,
    },
  };
}

/** True for even shares; shares that differ only by rounding (34/33/33) count as even. */
function isEven(variants: readonly FlagVariant[]): boolean {
  const shares = variants.map(({ rollout_percentage: share }) => share);
  return Math.max(...shares) - Math.min(...shares) <= 1;
}

function effectOf(row: Experiment): number | null {
  const effect =
    row.running_time_calculation['minimum_detectable_effect'] ??
    row.parameters['minimum_detectable_effect'];
  return typeof effect === 'number' ? effect : null;
}

const samples = (arm: JsonObject): number => Number(arm['number_of_samples'] ?? 0);

/** The latest stored result of the first primary metric. */
function outcomeOf(store: Store, row: Experiment): JsonObject | null {
  const metric = measuredMetrics(store, row).find(({ section }) => section === 'primary');
  if (!metric) return null;
  const key = { experiment: row.id, metric_uuid: metric.uuid, fingerprint: metric.fingerprint };
  const newest = store.timeseriesRows
    .by('series', seriesKey(key))
    .findLast(({ status }) => status === 'completed');
  const result = newest && resultReader(store)(newest);
  if (!newest || !result) return null;
  const variants = objectsOf(result['variant_results']);
  const baseline = objectOr(result['baseline']);
  const exposures = samples(baseline) + variants.reduce((sum, arm) => sum + samples(arm), 0);
  const per = Number(baseline['denominator_sum'] ?? baseline['number_of_samples'] ?? 0);
  return {
    metric_type: String(metric.metric['metric_type']),
    metric_samples: exposures,
    analyzed_exposures: exposures,
    control_baseline_value: per > 0 ? round(Number(baseline['sum']) / per) : null,
    any_variant_significant: variants.some((arm) => isObject(arm) && arm['significant'] === true),
    result_completed_at: newest.computed_at,
    result_data_through: newest.query_to,
  };
}

function summaryOf(facts: readonly Facts[]): JsonObject {
  const count = (test: (fact: Facts) => boolean): number => facts.filter(test).length;
  const launched = facts.filter((fact) => fact.launched);
  const among = (test: (exposures: number | null) => boolean): number =>
    launched.filter(({ exposures }) => test(exposures)).length;
  return {
    total: facts.length,
    launched: launched.length,
    launched_without_results: launched.filter(({ wire }) => wire['outcome'] === null).length,
    launched_with_unknown_analyzed_exposures: among((exposures) => exposures === null),
    launched_with_zero_analyzed_exposures: among((exposures) => exposures === 0),
    launched_with_under_100_analyzed_exposures: among(
      (exposures) => exposures !== null && exposures < 100,
    ),
    using_device_id_bucketing: count(({ wire }) => wire['bucketing_identifier'] === 'device_id'),
    using_persistence: count(({ wire }) => wire['ensure_experience_continuity'] === true),
    using_custom_exposure: count(
      ({ wire }) =>
        wire['custom_exposure_event'] !== null || wire['custom_exposure_action_id'] !== null,
    ),
    using_exposure_property_filters: count(
      ({ wire }) => objectsOf(wire['exposure_property_filters']).length > 0,
    ),
    using_activation: 0,
    using_uneven_split: count(({ wire }) => wire['split_even'] === false),
    serving_single_variant: count(({ wire }) => wire['serving_single_variant'] !== null),
  };
}
