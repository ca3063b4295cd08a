import { readOr } from '../../../core/malformed.ts';
import { statusOf } from '../lifecycle/state.ts';
import { NotFoundError } from '../../../../posthog/errors/errors.ts';
import { tagsOfExperiment } from '../../../../posthog/layers/cache/tags.ts';
import { experimentLoader, type ExperimentDetail } from '../loader.ts';
import { BucketingIdentifier, EvaluationRuntime } from '../../feature-flag/enums.ts';
import { ExperimentConclusion, ExperimentKind, ExperimentStatus } from '../enums.ts';
import { localId, type PostHogKey } from '../../../core/global-id.ts';
import { fieldOf, type ShownSchema } from '../../../core/wire-names.ts';
import { changesBetween, type Change } from '../../../subscriptions/changes.ts';
import type { Topic } from '../../../subscriptions/topic.ts';

/** An experiment as of one check; null after it was deleted. */
export interface ExperimentState {
  readonly projectId: string;
  readonly row: ExperimentDetail | null;
}

/**
 * Fields that are not reported as changes: they change with every write, follow from another field,
 * or depend on the caller.
 */
const UNREPORTED: ReadonlySet<string> = new Set([
  'updated_at',
  'user_access_level',
  'can_freeze_exposure',
  'holdout_id',
  'saved_metrics_ids',
  'secondary_metrics',
  'filters',
  // Reported in parts.
  'feature_flag',
  'holdout',
  'metrics',
  'metrics_secondary',
  'saved_metrics',
]);
const UNREPORTED_OF_PARTS: ReadonlySet<string> = new Set(['updated_at', 'user_access_level']);

/** Fields whose values are reported as values of this API's enums, by their path. */
const ENUMS = {
  status: ExperimentStatus,
  conclusion: ExperimentConclusion,
  kind: ExperimentKind,
  'featureFlag.evaluationRuntime': EvaluationRuntime,
  'featureFlag.bucketingIdentifier': BucketingIdentifier,
} as const;

type Reported = Record<string, unknown>;

/** One experiment, with its flag and holdout. 1 upstream call a check. */
export function experimentTopic(key: PostHogKey): Topic<ExperimentState> {
  return {
    name: `experiment ${localId(key)}`,
    projectId: key.projectId,
    rhythm: { steadyMs: 10_000, quietMs: 60_000 },
    showsState: true,
    async read(context, before) {
      const row = await experimentLoader(context).detail(key);
      if (!row && !before) {
        throw new NotFoundError({
          operation: 'experiments_retrieve',
          message: 'The experiment does not exist.',
        });
      }
      return { projectId: key.projectId, row };
    },
    tags: ({ row }) => tagsOfExperiment(key.posthogId, key.projectId, row),
    isMoving: () => false,
    isOver: ({ row }) => row === null,
    changes: changesOfExperiment,
  };
}

function changesOfExperiment(before: ExperimentState, now: ExperimentState): readonly Change[] {
  if (!before.row || !now.row) {
    return changesBetween({ deleted: before.row === null }, { deleted: now.row === null });
  }
  return changesBetween(reportedFields(before.row), reportedFields(now.row));
}

/** The fields of an experiment whose changes are reported, flattened and under the names of this API. */
function reportedFields(experiment: ExperimentDetail): Reported {
  // What cannot be read is reported as null: it must not end the subscription to everything else.
  const part = <Name extends keyof ExperimentDetail>(name: Name) =>
    readOr<ExperimentDetail[Name] | null>(() => experiment[name], null);
  const reported: Reported = {
    ...reportedOf('Experiment', experiment, UNREPORTED),
    // Worked out where PostHog gives none.
    status: readOr(() => statusOf(experiment), null),
    ...reportedOfPart('feature_flag', part('feature_flag'), 'MinimalFeatureFlag'),
    ...reportedOfPart('holdout', part('holdout'), 'ExperimentHoldout'),
    // One list in this API, two in PostHog: a metric that changes its part is news.
    savedMetrics: readOr(() => part('saved_metrics')?.map(withoutFingerprints) ?? null, null),
    metrics: [
      ...withRole('PRIMARY', part('metrics')),
      ...withRole('SECONDARY', part('metrics_secondary')),
    ],
  };
  for (const [field, { nameOf }] of Object.entries(ENUMS)) {
    const value = reported[field];
    if (typeof value === 'string') reported[field] = nameOf(value);
  }
  return reported;
}

/** The properties of an object of PostHog, under the names of the fields that show them. */
function reportedOf(
  schema: ShownSchema,
  row: object,
  unreported: ReadonlySet<string>,
  before = '',
): Reported {
  const properties = Object.entries(row).filter(([property]) => !unreported.has(property));
  return Object.fromEntries(
    properties.map(([property, value]) => [before + fieldOf(schema, property), value]),
  );
}

/** The same of an object inside the experiment, property by property: `featureFlag.active`. */
function reportedOfPart(
  property: string,
  part: object | null | undefined,
  schema: ShownSchema,
): Reported {
  const field = fieldOf('Experiment', property);
  return part ? reportedOf(schema, part, UNREPORTED_OF_PARTS, `${field}.`) : { [field]: null };
}

function withRole(role: 'PRIMARY' | 'SECONDARY', metrics: readonly unknown[] | null | undefined) {
  return (metrics ?? []).map((metric) =>
    isRecord(metric) ? { role, ...withoutFingerprint(metric) } : metric,
  );
}

/** Without the fingerprint: it changes with the settings a metric depends on, which are reported themselves. */
function withoutFingerprint(metric: Reported): Reported {
  const { fingerprint: _, ...rest } = metric;
  return rest;
}

/** A shared metric of an experiment, whose definition PostHog gives with the settings of the experiment. */
const withoutFingerprints = (link: unknown): unknown =>
  isRecord(link)
    ? Object.fromEntries(
        Object.entries(link).map(([name, value]) => [
          name,
          (name === 'query' || name === 'effective_query') && isRecord(value)
            ? withoutFingerprint(value)
            : value,
        ]),
      )
    : link;

const isRecord = (value: unknown): value is Reported => typeof value === 'object' && value !== null;
