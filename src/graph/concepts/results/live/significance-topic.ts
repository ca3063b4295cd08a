import { tagsOfExperiment } from '../../../../posthog/layers/cache/tags.ts';
import { localId } from '../../../core/global-id.ts';
import type { MetricNode } from '../../metric/node.ts';
import { latestRunLoader } from '../recalculation/loader.ts';
import { interpretationOf } from '../result/interpretation-of.ts';
import { loadLatestResult } from '../result/latest.ts';
import type { MetricResultNode } from '../result/metric-result.ts';
import { verdictOf, type Verdict } from '../result/verdict.ts';
import { changesBetween } from '../../../subscriptions/changes.ts';
import type { Topic } from '../../../subscriptions/topic.ts';
import { loadWatchedMetric, type MetricKey } from './watched-metric.ts';

/** What a metric says, as it was seen. */
export interface SignificanceState {
  readonly metric: MetricNode;
  readonly result: MetricResultNode | null;
  readonly verdict: Verdict;
  /** Its newest result is being computed anew. */
  readonly isMoving: boolean;
}

/**
 * Whether a metric shows a difference. A check takes 1 upstream call, 2 where no run over all metrics
 * has a result of it, and 1 for the metric now and then.
 */
export function significanceTopic(key: MetricKey): Topic<SignificanceState> {
  return {
    name: `significance ${localId(key.experiment)} ${key.uuid}`,
    rhythm: { steadyMs: 30_000, quietMs: 300_000 },
    async read(context, before) {
      const metric = await loadWatchedMetric(key, context, before === undefined);
      const result = await loadLatestResult(context, metric);
      const place = { projectId: metric.projectId, posthogId: key.experiment.posthogId };
      const isLaunched = metric.use?.experiment.row.start_date != null;
      // Read for the result already.
      const run = isLaunched ? await latestRunLoader(context).load(place) : null;
      return {
        metric,
        result,
        verdict: verdictOf(result?.comparison ?? null, interpretationOf(metric)),
        isMoving: run !== null && run !== 'unsupported' && run.active_run != null,
      };
    },
    tags: ({ metric }) => tagsOfExperiment(key.experiment.posthogId, metric.use?.experiment.row),
    isMoving: ({ isMoving }) => isMoving,
    isOver: () => false,
    changes: (before, now) =>
      newlySignificant(before, now).length === 0 ? [] : changesBetween(told(before), told(now)),
  };
}

/** Keys of the variants that are significant now and were not, or moved the other way. */
export function newlySignificant(before: SignificanceState, now: SignificanceState): string[] {
  const known = new Map(significantOf(before).map(({ key, direction }) => [key, direction]));
  return significantOf(now)
    .filter(({ key, direction }) => known.get(key) !== direction)
    .map(({ key }) => key);
}

/** Variants that PostHog calls significant. */
export function significantOf({ result }: SignificanceState) {
  return (result?.comparison.variants ?? []).filter(({ significant }) => significant === true);
}

function told(state: SignificanceState): Record<string, unknown> {
  return {
    verdict: state.verdict.state.toUpperCase(),
    ...Object.fromEntries(
      (state.result?.comparison.variants ?? []).flatMap(({ key, significant, direction }) => [
        [`variants.${key}.significant`, significant],
        [`variants.${key}.direction`, direction?.toUpperCase()],
      ]),
    ),
  };
}
