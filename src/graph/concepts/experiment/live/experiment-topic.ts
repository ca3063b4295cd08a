import { NotFoundError } from '../../../../posthog/errors/errors.ts';
import { tagsOfExperiment } from '../../../../posthog/layers/cache/tags.ts';
import { experimentLoader, type ExperimentDetail } from '../loader.ts';
import { BucketingIdentifier, EvaluationRuntime } from '../../feature-flag/enums.ts';
import { ExperimentConclusion, ExperimentKind, ExperimentStatus } from '../enums.ts';
import { localId, type PostHogKey } from '../../../core/global-id.ts';
import { fieldOf, type ShownSchema } from '../../../core/wire-names.ts';
import { changesBetween, type Change } from '../../../subscriptions/changes.ts';
import type { Topic } from '../../../subscriptions/topic.ts';

/** An experiment as it was seen; null once it was deleted. */
export interface ExperimentState {
  readonly projectId: string;
  readonly row: ExperimentDetail | null;
}

/** Changes with everything else, follows from another field, or is about who asks: no news. */
const UNTOLD: ReadonlySet<string> = new Set([
  'updated_at',
  'user_access_level',
  'can_freeze_exposure',
  'holdout_id',
  'saved_metrics_ids',
  'secondary_metrics',
  'filters',
]);
const UNTOLD_OF_PARTS: ReadonlySet<string> = new Set(['updated_at', 'user_access_level']);

/** Fields told in the names of this API's enums, by their path. */
const ENUMS = {
  status: ExperimentStatus,
  conclusion: ExperimentConclusion,
  kind: ExperimentKind,
  'featureFlag.evaluationRuntime': EvaluationRuntime,
  'featureFlag.bucketingIdentifier': BucketingIdentifier,
} as const;

type Told = Record<string, unknown>;

/** One experiment, with its flag and holdout. 1 upstream call a check. */
export function experimentTopic(key: PostHogKey): Topic<ExperimentState> {
  return {
    name: `experiment ${localId(key)}`,
    rhythm: { steadyMs: 10_000, quietMs: 60_000 },
    async read(context, before) {
      const row = await experimentLoader(context).detail(key);
      if (!row && !before) {
        throw new NotFoundError({
          operation: 'experiments_retrieve',
          message: 'There is no such experiment.',
        });
      }
      return { projectId: key.projectId, row };
    },
    tags: ({ row }) => tagsOfExperiment(key.posthogId, row),
    isMoving: () => false,
    isOver: ({ row }) => row === null,
    changes: changesOfExperiment,
  };
}

function changesOfExperiment(before: ExperimentState, now: ExperimentState): readonly Change[] {
  if (!before.row || !now.row) {
    return changesBetween({ deleted: before.row === null }, { deleted: now.row === null });
  }
  return changesBetween(tellable(before.row), tellable(now.row));
}

/** What there is to tell of an experiment, flat, in this API's words. */
function tellable(experiment: ExperimentDetail): Told {
  const { feature_flag: flag, holdout, metrics, metrics_secondary: secondary, ...own } = experiment;
  const told: Told = {
    ...toldOf('Experiment', own, UNTOLD),
    ...toldOfPart('feature_flag', flag, 'MinimalFeatureFlag'),
    ...toldOfPart('holdout', holdout, 'ExperimentHoldout'),
    // One list in this API, two in PostHog: a metric that changes its part is news.
    metrics: [...withRole('PRIMARY', metrics), ...withRole('SECONDARY', secondary)],
  };
  for (const [field, { nameOf }] of Object.entries(ENUMS)) {
    const value = told[field];
    if (typeof value === 'string') told[field] = nameOf(value);
  }
  return told;
}

/** The properties of an object of PostHog, under the names of the fields that show them. */
function toldOf(schema: ShownSchema, row: object, untold: ReadonlySet<string>, before = ''): Told {
  const properties = Object.entries(row).filter(([property]) => !untold.has(property));
  return Object.fromEntries(
    properties.map(([property, value]) => [before + fieldOf(schema, property), value]),
  );
}

/** The same of an object inside the experiment, property by property: `featureFlag.active`. */
function toldOfPart(property: string, part: object | null | undefined, schema: ShownSchema): Told {
  const field = fieldOf('Experiment', property);
  return part ? toldOf(schema, part, UNTOLD_OF_PARTS, `${field}.`) : { [field]: null };
}

/** Without the fingerprint: it changes with the settings a metric depends on, which are told by themselves. */
function withRole(role: 'PRIMARY' | 'SECONDARY', metrics: readonly unknown[] | null | undefined) {
  return (metrics ?? []).map((metric) => {
    if (typeof metric !== 'object' || metric === null) return metric;
    const { fingerprint: _, ...rest } = metric as Told;
    return { role, ...rest };
  });
}
