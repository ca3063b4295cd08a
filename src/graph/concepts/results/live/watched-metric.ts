import { GraphQLError } from 'graphql';
import type { GraphContext } from '../../../context/context.ts';
import { NotFoundError } from '../../../../posthog/errors/errors.ts';
import { ASK_POSTHOG } from '../../../../posthog/request/plan.ts';
import { toExperiment } from '../../experiment/ref.ts';
import type { PostHogKey } from '../../../core/global-id.ts';
import type { MetricNode } from '../../metric/node.ts';
import { findMetric } from '../../metric/ref.ts';
import { foundOrNull } from '../../../mutations/write.ts';

/**
 * The definition of a metric rarely changes, and a write through this process invalidates it at
 * once.
 */
const DEFINITION = { maxAgeMs: 60_000, staleOk: false } as const;

export interface MetricKey {
  readonly experiment: PostHogKey;
  readonly uuid: string;
}

/**
 * The watched metric, from the experiment's detail: read from PostHog for the first event, then,
 * where answers are cached, at most once a minute.
 * @throws NotFoundError, GraphQLError NOT_FOUND
 */
export async function loadWatchedMetric(
  { experiment: key, uuid }: MetricKey,
  context: GraphContext,
  isFirst: boolean,
): Promise<MetricNode> {
  const row = await foundOrNull(
    context.posthog.call(
      'experiments_retrieve',
      { path: { project_id: key.projectId, id: key.posthogId } },
      { freshness: isFirst ? ASK_POSTHOG : DEFINITION },
    ),
  );
  if (!row) {
    throw new NotFoundError({
      operation: 'experiments_retrieve',
      message: 'The experiment does not exist.',
    });
  }
  const metric = await findMetric(toExperiment(key.projectId, row), context, uuid);
  if (metric) return metric;
  throw new GraphQLError('The experiment has no metric with this `metricUuid`.', {
    extensions: { code: 'NOT_FOUND', argument: 'metricUuid' },
  });
}
