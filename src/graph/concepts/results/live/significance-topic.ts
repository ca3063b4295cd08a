import { readOr } from '../../../core/malformed.ts';
import { tagsOfExperiment } from '../../../../posthog/layers/cache/tags.ts';
import { localId } from '../../../core/global-id.ts';
import type { MetricNode } from '../../metric/node.ts';
import { latestRunLoader } from '../recalculation/loader.ts';
import { interpretationOf } from '../result/interpretation-of.ts';
import { loadLatestResult, loadRunError } from '../result/latest.ts';
import type { MetricResultNode } from '../result/metric-result.ts';
import { verdictOf, type Verdict } from '../result/verdict.ts';
import { changesBetween } from '../../../subscriptions/changes.ts';
import type { Topic } from '../../../subscriptions/topic.ts';
import { loadWatchedMetric, type MetricKey } from './watched-metric.ts';

/** The result of a metric as of one check. */
export interface SignificanceState {
  readonly metric: MetricNode;
  readonly result: MetricResultNode | null;
  readonly verdict: Verdict;
  /** True while its newest result is being recomputed. */
  readonly isMoving: boolean;
}

/**
 * Whether a metric shows a difference. Each check takes 1 upstream call, or 2 where the newest run over all
 * metrics has no result for it or is outdated, plus 1 for the metric when the cached one is older than a minute.
 */
export function significanceTopic(key: MetricKey): Topic<SignificanceState> {
  const { projectId, posthogId } = key.experiment;
  return {
    name: `significance ${localId(key.experiment)} ${key.uuid}`,
    projectId,
    rhythm: { steadyMs: 30_000, quietMs: 300_000 },
    showsState: true,
    async read(context, before) {
      const metric = await loadWatchedMetric(key, context, before === undefined);
      const result = await loadLatestResult(context, metric);
      const place = { projectId: metric.projectId, posthogId: key.experiment.posthogId };
      const isLaunched = metric.use?.experiment.row.start_date != null;
      // Costs nothing: reading the result has loaded this run already.
      const run = isLaunched ? await latestRunLoader(context).load(place) : null;
      return {
        metric,
        result,
        verdict: verdictOf(
          result?.comparison ?? null,
          interpretationOf(metric),
          await loadRunError(context, metric),
        ),
        isMoving: run !== null && run !== 'unsupported' && run.active_run != null,
      };
    },
    tags: ({ metric }) => tagsOfExperiment(posthogId, projectId, metric.use?.experiment.row),
    isMoving: ({ isMoving }) => isMoving,
    isOver: () => false,
    changes: (before, now) =>
      newlySignificant(before, now).length === 0
        ? []
        : changesBetween(reportedFields(before), reportedFields(now)),
  };
}

/** Keys of the variants that became significant, or are significant in the other direction. */
export function newlySignificant(before: SignificanceState, now: SignificanceState): string[] {
  const known = new Map(significantOf(before).map(({ key, direction }) => [key, direction]));
  return significantOf(now)
    .filter(({ key, direction }) => known.get(key) !== direction)
    .map(({ key }) => key);
}

/** Variants that PostHog reports as significant. */
export function significantOf({ result }: SignificanceState) {
  // A variant whose statistics cannot be read is not known to be significant.
  return readOr(() => result?.comparison.variants ?? [], []).filter((variant) =>
    readOr(() => variant.significant === true && variant.direction !== undefined, false),
  );
}

function reportedFields(state: SignificanceState): Record<string, unknown> {
  return {
    verdict: state.verdict.state.toUpperCase(),
    ...Object.fromEntries(
      readOr(() => state.result?.comparison.variants ?? [], []).flatMap((variant) =>
        readOr<[string, unknown][]>(() => {
          const { key, significant, direction } = variant;
          return [
            [`variants.${key}.significant`, significant],
            [`variants.${key}.direction`, direction?.toUpperCase()],
          ];
        }, []),
      ),
    ),
  };
}
