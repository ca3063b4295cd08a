import { GraphQLError } from 'graphql';
import type { GraphContext } from '../../../context/context.ts';
import { NotFoundError } from '../../../../posthog/errors/errors.ts';
import { ASK_POSTHOG } from '../../../../posthog/request/plan.ts';
import { toExperiment } from '../../experiment/ref.ts';
import type { PostHogKey } from '../../../core/global-id.ts';
import type { MetricNode } from '../../metric/node.ts';
import { findMetric } from '../../metric/ref.ts';
import { foundOrNull } from '../../../mutations/write.ts';

/** What a metric is measured by changes rarely, and a write through this process is noticed at once. */
const DEFINITION = { maxAgeMs: 60_000, staleOk: false } as const;

export interface MetricKey {
  readonly experiment: PostHogKey;
  readonly uuid: string;
}

/**
 * The metric that is watched, from the experiment's detail: read anew for the first event, then at
 * most once a minute where anything is kept.
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
      message: 'There is no such experiment.',
    });
  }
  const metric = await findMetric(toExperiment(key.projectId, row), context, uuid);
  if (metric) return metric;
  throw new GraphQLError('The experiment has no metric with this `metricUuid`.', {
    extensions: { code: 'NOT_FOUND', argument: 'metricUuid' },
  });
}
