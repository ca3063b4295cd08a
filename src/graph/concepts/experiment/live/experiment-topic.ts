import { NotFoundError } from '../../../../posthog/errors/errors.ts';
import { tagsOfExperiment } from '../../../../posthog/layers/cache/tags.ts';
import { experimentLoader, type ExperimentDetail } from '../loader.ts';
import { localId, type PostHogKey } from '../../../core/global-id.ts';
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
  return changesBetween(tellable(before.row), tellable(now.row));
}

/** What there is to tell of an experiment, flat, in this API's words. */
function tellable(row: ExperimentDetail): Record<string, unknown> {
  const told: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row)) {
    if (UNTOLD.has(name)) continue;
    // The one field of an experiment that this API calls otherwise.
    const field = name === 'type' ? 'kind' : camelCase(name);
    if (OBJECTS.has(name) && isRecord(value)) {
      for (const [part, inner] of Object.entries(value)) {
        if (!UNTOLD.has(part)) told[`${field}.${camelCase(part)}`] = inner;
      }
    } else if (METRICS.has(name) && Array.isArray(value)) {
      told[field] = value.map(withoutFingerprint);
    } else {
      told[field] = WORDS.has(name) && typeof value === 'string' ? value.toUpperCase() : value;
    }
  }
  return told;
}

/** It changes with the settings a metric depends on, which are told by themselves. */
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
