import type { JsonObject } from '../../model/entities.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { wireTime } from '../../model/time.ts';
import { WINDOW_DAYS, libsOf, trafficOf } from './traffic.ts';

/** PostHog's defaults for projects without a setting. */
const PRODUCT_MDE_PERCENT = 30;
const PRODUCT_CONFIDENCE = 0.95;

export function teamDefaults({ project }: ProjectRequest): JsonObject {
  return {
    stats_method: project.default_experiment_stats_method,
    confidence_level: project.default_experiment_confidence_level,
    minimum_detectable_effect: null,
    product_default_minimum_detectable_effect: PRODUCT_MDE_PERCENT,
    product_default_stats_method: 'bayesian',
    product_default_confidence_level: PRODUCT_CONFIDENCE,
    only_count_matured_users: project.default_only_count_matured_users,
    cuped_enabled: false,
    sequential_testing_enabled: false,
    flags_persistence_default: project.flags_persistence_default,
    test_account_filter_count: 1,
    new_experiments_filter_test_accounts: true,
    default_exposure_event: '$feature_flag_called',
  };
}

/** The libraries that evaluate flags, and where they run. */
export function sdkProfile({ store, project, now }: ProjectRequest): JsonObject {
  const calls = trafficOf(project, '$feature_flag_called');
  const flags = store.flags
    .by('project', project.id)
    .filter(({ active, deleted }) => active && !deleted);
  const onBothSides = flags.filter(({ evaluation_runtime: runtime }) => runtime === 'all').length;
  const libs = libsOf(project);
  const isMixed = libs.some(({ category }) => category === 'server') && libs.length > 1;
  return {
    window_days: WINDOW_DAYS,
    source_event: '$feature_flag_called',
    computed_at: wireTime(now),
    libs: libs.map(({ lib, category, reach }) => ({
      lib,
      category,
      calls: Math.round(calls.volume * reach),
      distinct_ids: Math.round(calls.persons * reach),
      device_id_share: category === 'server' ? 0 : calls.deviceIdShare,
      locally_evaluated_share: category === 'server' ? 0.8 : null,
      anonymous_share: category === 'server' ? null : calls.anonymousShare,
    })),
    libs_truncated: false,
    flags_seen: flags.length,
    flags_evaluated_on_server_and_web: isMixed ? onBothSides : 0,
    evaluated_on_server_and_web: isMixed && onBothSides > 0,
    libs_on_any_event: libs.map(({ lib, category, reach }) => ({
      lib,
      category,
      events: Math.round(calls.volume * reach * 3),
      distinct_ids: Math.round(calls.persons * reach),
    })),
    libs_on_any_event_truncated: false,
  };
}
