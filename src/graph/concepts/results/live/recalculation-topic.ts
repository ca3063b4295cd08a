import { readOr } from '../../../core/malformed.ts';
import { GraphQLError } from 'graphql';
import { tagsOfExperiment } from '../../../../posthog/layers/cache/tags.ts';
import type { GraphContext } from '../../../context/context.ts';
import { localId, type PostHogKey } from '../../../core/global-id.ts';
import { NotFoundError } from '../../../../posthog/errors/errors.ts';
import { metricsRunLoader, type LatestRun, type MetricsRunRow } from '../recalculation/loader.ts';
import { changesBetween } from '../../../subscriptions/changes.ts';
import type { Topic } from '../../../subscriptions/topic.ts';

/** The observed run as of one check; null where nothing was ever computed. */
export interface RunState {
  readonly projectId: string;
  readonly run: MetricsRunRow | null;
  /** True after the experiment was deleted. */
  readonly isDeleted: boolean;
}

export interface RunKey {
  readonly experiment: PostHogKey;
  /** A particular run; undefined follows the newest one. */
  readonly uuid: string | undefined;
}

/**
 * A run over all metrics of an experiment. 1 upstream call per check; 2 while the newest run is in
 * progress. Over when the experiment is deleted.
 */
export function recalculationTopic({ experiment, uuid }: RunKey): Topic<RunState> {
  return {
    name: `recalculation ${localId(experiment)} ${uuid ?? 'newest'}`,
    projectId: experiment.projectId,
    rhythm: { steadyMs: 10_000, quietMs: 300_000 },
    showsState: true,
    async read(context, before) {
      const { projectId } = experiment;
      if (uuid !== undefined)
        return { projectId, run: await oneRun(experiment, uuid, context), isDeleted: false };
      const run = await newestRun(experiment, context);
      // A 404 of an experiment without results has another body than one of an experiment that does not exist.
      const isDeleted = run instanceof NotFoundError;
      if (isDeleted && !before) throw run;
      return { projectId, run: isDeleted ? null : run, isDeleted };
    },
    tags: () => tagsOfExperiment(experiment.posthogId, experiment.projectId),
    isMoving: ({ run }) => run !== null && isInProgress(run),
    isOver: ({ run, isDeleted }) =>
      isDeleted || (uuid !== undefined && run !== null && !isInProgress(run)),
    changes: (before, now) =>
      now.isDeleted
        ? changesBetween({ deleted: before.isDeleted }, { deleted: true })
        : changesBetween(progressOf(before), progressOf(now)),
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
 * The run in progress, else the newest finished one; null where nothing was ever computed.
 * @returns NotFoundError where the experiment does not exist
 * @throws UnsupportedError on servers without runs
 */
async function newestRun(
  experiment: PostHogKey,
  context: GraphContext,
): Promise<MetricsRunRow | NotFoundError | null> {
  let latest: LatestRun;
  try {
    latest = await context.posthog.call('experiments_metrics_recalculation_latest_retrieve', {
      path: { project_id: experiment.projectId, id: experiment.posthogId },
    });
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    return isOfView(error) ? null : error;
  }
  const active = readOr(() => latest.active_run, null);
  if (!active) return latest;
  return (await metricsRunLoader(context).load({ experiment, uuid: active.id })) ?? latest;
}

/** True for a 404 that the endpoint answers by hand, about the run: PostHog's errors about the objects of a path have a `code`. */
function isOfView({ body }: NotFoundError): boolean {
  return typeof body === 'object' && body !== null && 'detail' in body && !('code' in body);
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
