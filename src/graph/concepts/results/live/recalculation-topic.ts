import { readOr } from '../../../core/malformed.ts';
import { GraphQLError } from 'graphql';
import { tagsOfExperiment } from '../../../../posthog/layers/cache/tags.ts';
import type { GraphContext } from '../../../context/context.ts';
import { localId, type PostHogKey } from '../../../core/global-id.ts';
import { notFoundAsNull } from '../../../core/loading/not-found-as-null.ts';
import { metricsRunLoader, type MetricsRunRow } from '../recalculation/loader.ts';
import { changesBetween } from '../../../subscriptions/changes.ts';
import type { Topic } from '../../../subscriptions/topic.ts';

/** The observed run as of one check; null where nothing was ever computed. */
export interface RunState {
  readonly projectId: string;
  readonly run: MetricsRunRow | null;
}

export interface RunKey {
  readonly experiment: PostHogKey;
  /** A particular run; undefined follows the newest one. */
  readonly uuid: string | undefined;
}

/**
 * A run over all metrics of an experiment. 1 upstream call per check; 2 while the newest run is in
 * progress.
 */
export function recalculationTopic({ experiment, uuid }: RunKey): Topic<RunState> {
  return {
    name: `recalculation ${localId(experiment)} ${uuid ?? 'newest'}`,
    projectId: experiment.projectId,
    rhythm: { steadyMs: 10_000, quietMs: 300_000 },
    async read(context) {
      const run =
        uuid === undefined
          ? await newestRun(experiment, context)
          : await oneRun(experiment, uuid, context);
      return { projectId: experiment.projectId, run };
    },
    tags: () => tagsOfExperiment(experiment.posthogId, experiment.projectId),
    isMoving: ({ run }) => run !== null && isInProgress(run),
    isOver: ({ run }) => uuid !== undefined && run !== null && !isInProgress(run),
    changes: (before, now) => changesBetween(progressOf(before), progressOf(now)),
  };
}

export function isInProgress({ status }: MetricsRunRow): boolean {
  return status === 'pending' || status === 'in_progress';
}

async function oneRun(experiment: PostHogKey, uuid: string, context: GraphContext) {
  const run = await metricsRunLoader(context).load({ experiment, uuid });
  if (run) return run;
  throw new GraphQLError('The experiment has no recalculation with this `runUuid`.', {
    extensions: { code: 'NOT_FOUND', argument: 'runUuid' },
  });
}

/**
 * The run in progress, else the newest finished one.
 * @throws UnsupportedError on servers without runs
 */
async function newestRun(
  experiment: PostHogKey,
  context: GraphContext,
): Promise<MetricsRunRow | null> {
  const latest = await notFoundAsNull(
    context.posthog.call('experiments_metrics_recalculation_latest_retrieve', {
      path: { project_id: experiment.projectId, id: experiment.posthogId },
    }),
  );
  if (latest instanceof Error) throw latest;
  const active = readOr(() => latest?.active_run, null);
  if (!active) return latest;
  return (await metricsRunLoader(context).load({ experiment, uuid: active.id })) ?? latest;
}

function progressOf({ run }: RunState): Record<string, unknown> {
  return {
    uuid: readOr(() => run?.id, null),
    status: readOr(() => run?.status.toUpperCase(), null),
    totalMetrics: readOr(() => run?.total_metrics, null),
    completedMetrics: readOr(() => run?.completed_metrics, null),
    failedMetrics: readOr(() => run?.failed_metrics, null),
  };
}
