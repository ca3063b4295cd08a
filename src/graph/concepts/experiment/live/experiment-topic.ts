import { NotFoundError } from '../../../../posthog/errors/errors.ts';
import { tagsOfExperiment } from '../../../../posthog/layers/cache/tags.ts';
import { experimentLoader, type ExperimentDetail } from '../loader.ts';
import { localId, type PostHogKey } from '../../../core/global-id.ts';
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
]);
const WORDS: ReadonlySet<string> = new Set(['status', 'conclusion', 'type']);
const OBJECTS: ReadonlySet<string> = new Set(['feature_flag', 'holdout']);
const METRICS: ReadonlySet<string> = new Set(['metrics', 'metrics_secondary']);

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
          message: 'The experiment does not exist.',
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
  return changesBetween(reportedFields(before.row), reportedFields(now.row));
}

/**
 * The fields of an experiment whose changes are reported, flattened and under the names of this
 * API.
 */
function reportedFields(row: ExperimentDetail): Record<string, unknown> {
  const reported: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row)) {
    if (UNREPORTED.has(name)) continue;
    // The only field of an experiment that has another name in this API.
    const field = name === 'type' ? 'kind' : camelCase(name);
    if (OBJECTS.has(name) && isRecord(value)) {
      for (const [part, inner] of Object.entries(value)) {
        if (!UNREPORTED.has(part)) reported[`${field}.${camelCase(part)}`] = inner;
      }
    } else if (METRICS.has(name) && Array.isArray(value)) {
      reported[field] = value.map(withoutFingerprint);
    } else {
      reported[field] = WORDS.has(name) && typeof value === 'string' ? value.toUpperCase() : value;
    }
  }
  return reported;
}

/**
 * The fingerprint changes with the settings a metric depends on, and those are reported as changes
 * themselves.
 */
function withoutFingerprint(metric: unknown): unknown {
  if (!isRecord(metric)) return metric;
  const { fingerprint: _, ...rest } = metric;
  return rest;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function camelCase(name: string): string {
  return name.replace(/_([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
}
