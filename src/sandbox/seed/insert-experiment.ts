import { newExperiment, newFlag } from '../model/defaults.ts';
import type {
  Cohort,
  Experiment,
  FeatureFlag,
  FlagFilters,
  JsonObject,
} from '../model/entities.ts';
import { refreshFingerprints } from '../model/metrics.ts';
import { snapshotName } from '../domain/experiment/exposure-snapshot.ts';
import { frozenGroup } from '../domain/flag/exposure-freeze.ts';
import { groundTruth } from '../domain/series/ground-truth.ts';
import type { Store } from '../model/store.ts';
import { wireTime } from '../model/time.ts';
import { DAY_MS, dayIn } from '../model/zone.ts';
import { insertActivity } from './activity.ts';
import { backfill, refresh } from './history.ts';
import { legacyMetrics } from './legacy-metrics.ts';
import { METRICS } from './metric-catalogue.ts';
import type { MetricName } from './metric-catalogue.ts';
import type { ExperimentPlan } from './plan.ts';
import type { SupportingRows } from './supporting-rows.ts';

/** Context for inserting an experiment. */
export interface SeedGround {
  store: Store;
  project: number;
  /** User ids, indexed by a plan's `owner`. */
  owners: number[];
  supportingRows: SupportingRows | null;
  /** Midnight (UTC) of the current day, from which plans count days back. */
  today: Date;
  now: Date;
}

/** A time during working hours, slightly different for each experiment. */
function moment(ground: SeedGround, plan: ExperimentPlan, daysAgo: number): string {
  const minutes = 8 * 60 + ((plan.key.length * 37 + daysAgo * 11) % 540);
  const at = ground.today.getTime() - daysAgo * DAY_MS + minutes * 60_000;
  return wireTime(new Date(Math.min(at, ground.now.getTime() - 60_000)));
}

/** Inserts an experiment from its plan: flag, metrics, ground truth, daily results and activity. */
export function insertExperiment(ground: SeedGround, plan: ExperimentPlan): Experiment {
  const { store } = ground;
  const at = (daysAgo: number | undefined): string | null =>
    daysAgo === undefined ? null : moment(ground, plan, daysAgo);
  const created = moment(ground, plan, plan.created);
  const owner = ground.owners[plan.owner % ground.owners.length] ?? null;
  const flag = insertFlag(ground, plan, owner, created);
  const metrics = plan.legacy ? legacyMetrics() : pick(store, plan.primary);
  const secondary = pick(store, plan.secondary);
  const launched = at(plan.launched);
  const ended = at(plan.ended);
  const experiment = newExperiment(store, ground.now, {
    project: ground.project,
    name: plan.name,
    description: plan.description,
    type: plan.type ?? 'product',
    start_date: launched,
    end_date: ended,
    feature_flag: flag.id,
    holdout_id: ground.supportingRows?.holdouts.get(plan.holdout ?? '')?.id ?? null,
    parameters: plan.parameters ?? {},
    running_time_calculation: plan.runningTime ?? {},
    excluded_variants: plan.excluded ?? null,
    archived: plan.archived ?? false,
    deleted: plan.deleted ?? false,
    created_by: owner,
    created_at: created,
    updated_at: ended ?? launched ?? created,
    exposure_criteria: plan.exposure ?? { filterTestAccounts: true },
    metrics,
    metrics_secondary: secondary,
    stats_config: plan.stats ?? { method: 'bayesian' },
    conclusion: plan.conclusion ?? null,
    conclusion_comment: plan.comment ?? null,
    only_count_matured_users: plan.matured ?? false,
    version: [launched, ended].filter((date) => date !== null).length + (plan.archived ? 1 : 0),
    tags: plan.tags ?? [],
    repository: plan.repository ?? null,
    flag_cleanup_task_id: plan.cleanup ? store.uuid() : null,
  });
  linkShared(ground, plan, experiment);
  refreshFingerprints(experiment);
  orderMetrics(store, experiment);
  tellTruth(ground, plan, experiment);
  if (!plan.legacy) backfill(store, experiment, ground.now, idleSince(ground, plan));
  if (plan.refreshed !== undefined) refresh(store, experiment, plan.refreshed, ground.now);
  closeEnrolment(ground, plan, flag);
  insertActivity(store, experiment, flag, { paused: at(plan.paused), frozen: at(plan.frozen) });
  return experiment;
}

function insertFlag(
  ground: SeedGround,
  plan: ExperimentPlan,
  owner: number | null,
  created: string,
): FeatureFlag {
  const holdout = ground.supportingRows?.holdouts.get(plan.holdout ?? '');
  const variants = plan.variants ?? [
    ['control', 'Control Group', 50],
    ['test', 'Test Variant', 50],
  ];
  const filters: FlagFilters = {
    groups: [{ properties: plan.targeting ?? [], rollout_percentage: plan.rollout ?? 100 }],
    multivariate: {
      variants: variants.map(([key, name, percentage]) => ({
        key,
        name,
        rollout_percentage: percentage,
      })),
    },
    payloads: {},
    aggregation_group_type_index: null,
    holdout: holdout
      ? { id: holdout.id, exclusion_percentage: holdout.filters[0]?.rollout_percentage ?? 0 }
      : null,
  };
  const running = plan.launched !== undefined && plan.paused === undefined && !plan.archived;
  return newFlag(ground.store, ground.now, {
    project: ground.project,
    key: plan.key,
    name: `Feature Flag for Experiment ${plan.name}`,
    filters,
    active: running,
    created_by: owner,
    created_at: created,
    updated_at: created,
    last_modified_by: owner,
    creation_context: 'experiments',
    last_called_at: running ? wireTime(new Date(ground.now.getTime() - 90_000)) : null,
  });
}

const pick = (store: Store, names: MetricName[] = []): JsonObject[] =>
  names.map((name) => ({ ...structuredClone<JsonObject>(METRICS[name]), uuid: store.uuid() }));

function linkShared(ground: SeedGround, plan: ExperimentPlan, experiment: Experiment): void {
  for (const { metric, as } of plan.shared ?? []) {
    const saved = ground.supportingRows?.shared.get(metric);
    if (!saved) throw new Error(`the seed shares no metric '${metric}'`);
    ground.store.savedMetricLinks.insert({
      id: ground.store.nextId('savedMetricLinks'),
      experiment: experiment.id,
      saved_metric: saved.id,
      metadata: { type: as },
      created_at: experiment.created_at,
    });
  }
}

const uuids = (metrics: JsonObject[]): string[] => metrics.map(({ uuid }) => String(uuid));

function orderMetrics(store: Store, experiment: Experiment): void {
  const linked = (type: string) =>
    store.savedMetricLinks
      .by('experiment', experiment.id)
      .filter(({ metadata }) => metadata['type'] === type)
      .map((link) => String(store.savedMetrics.get(link.saved_metric)?.query['uuid']));
  const primary = [...uuids(experiment.metrics), ...linked('primary')];
  const secondary = [...uuids(experiment.metrics_secondary), ...linked('secondary')];
  experiment.primary_metrics_ordered_uuids = primary.length > 0 ? primary : null;
  experiment.secondary_metrics_ordered_uuids = secondary.length > 0 ? secondary : null;
}

function tellTruth({ store }: SeedGround, plan: ExperimentPlan, experiment: Experiment): void {
  const start = Date.parse(experiment.start_date ?? experiment.created_at);
  const days = (offsets: number[] = []) =>
    offsets.map((offset) => dayIn('UTC', new Date(start + offset * DAY_MS)));
  store.groundTruths.update(groundTruth(store, experiment), {
    ...plan.truth,
    failed_days: days(plan.failedDays),
    missed_days: days(plan.missedDays),
  });
}

function idleSince(ground: SeedGround, plan: ExperimentPlan): Date | null {
  const daysAgo = plan.paused ?? plan.frozen;
  return daysAgo === undefined ? null : new Date(moment(ground, plan, daysAgo));
}

/** Applies a freeze to a flag: a static cohort of the exposed users on every release group. */
function closeEnrolment(ground: SeedGround, plan: ExperimentPlan, flag: FeatureFlag): void {
  if (plan.frozen === undefined) return;
  const { store } = ground;
  const cohort = store.cohorts.insert(frozenCohort(ground, plan));
  store.flags.update(flag, {
    version: flag.version + 1,
    filters: {
      ...flag.filters,
      groups: flag.filters.groups.map((group) => frozenGroup(group, cohort.id)),
    },
  });
}

function frozenCohort(ground: SeedGround, plan: ExperimentPlan): Cohort {
  return {
    id: ground.store.nextId('cohorts'),
    project: ground.project,
    name: snapshotName(plan.name),
    description: '',
    is_static: true,
    deleted: false,
    filters: {},
    cohort_type: 'static',
    count: 28_417,
    created_by: ground.owners[plan.owner] ?? null,
    created_at: moment(ground, plan, plan.frozen ?? 0),
  };
}
