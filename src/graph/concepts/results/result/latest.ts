import { readOr } from '../../../core/malformed.ts';
import { DAY_MS } from '../../../context/clock.ts';
import type { GraphContext } from '../../../context/context.ts';
import type { MetricNode } from '../../metric/node.ts';
import { latestRunLoader, type LatestRun } from '../recalculation/loader.ts';
import { loadSeries } from '../timeseries/loader.ts';
import { latestPoint, pointsOf } from '../timeseries/points.ts';
import { interpretationOf } from './interpretation-of.ts';
import { peopleIn } from './comparison.ts';
import { MetricResultNode } from './metric-result.ts';
import { readComparison } from './read.ts';

const allDays = { from: null, to: null };

/**
 * The newest result of a metric: from the newest run over all metrics of its experiment (one call
 * for all of them), else the last day of its series. Null before the launch, without a call.
 */
export async function loadLatestResult(
  context: GraphContext,
  node: MetricNode,
): Promise<MetricResultNode | null> {
  if (node.use?.experiment.row.start_date == null) return null;
  const run = await loadLatestRun(context, node);
  return resultIn(run, node) ?? lastDay(context, node, errorIn(run, node));
}

/**
 * Why the newest run could not compute a metric. Null where it could, where there is no run, and before the launch.
 * Shares the call of the run.
 */
export async function loadRunError(
  context: GraphContext,
  node: MetricNode,
): Promise<string | null> {
  if (node.use?.experiment.row.start_date == null) return null;
  return errorIn(await loadLatestRun(context, node), node);
}

/**
 * The newest result that counts the most people, for questions about the people and not about one
 * metric: metrics that wait for their conversion window count fewer. Without a run, the series of
 * the first metric.
 * @param metrics all metrics of one experiment
 */
export async function loadMostExposed(
  context: GraphContext,
  metrics: readonly MetricNode[],
): Promise<MetricResultNode | null> {
  const first = metrics.find((node) => readOr(() => node.metric.fingerprint != null, false));
  if (first?.use?.experiment.row.start_date == null) return null;
  const run = await loadLatestRun(context, first);
  // Results whose people cannot be counted are left out.
  const results = metrics.flatMap((node) => readOr(() => counted(resultIn(run, node)), []));
  const [most] = results.toSorted(
    (one, other) => peopleIn(other.comparison) - peopleIn(one.comparison),
  );
  return most ?? lastDay(context, first, null);
}

function counted(result: MetricResultNode | null): MetricResultNode[] {
  if (!result) return [];
  peopleIn(result.comparison);
  return [result];
}

/**
 * The newest run of the experiment that measures a metric; null where there is none or the server
 * has no runs.
 */
async function loadLatestRun(
  context: GraphContext,
  { projectId, use }: MetricNode,
): Promise<LatestRun | null> {
  if (!use) return null;
  const posthogId = use.experiment.row.id;
  const answer = await latestRunLoader(context).load({ projectId, posthogId });
  return answer === 'unsupported' ? null : answer;
}

function resultIn(run: LatestRun | null, node: MetricNode): MetricResultNode | null {
  const entry = entryOf(run, node);
  if (!run || !entry?.result) return null;
  return new MetricResultNode(readComparison(entry.result, interpretationOf(node)), {
    source:
      readOr(() => run.result_source, null) === 'timeseries_fallback'
        ? 'timeseries'
        : 'recalculation',
    get until() {
      return moment(run.query_to ?? run.completed_at);
    },
    date: null,
    get error() {
      return entry.error_message;
    },
  });
}

function errorIn(run: LatestRun | null, node: MetricNode): string | null {
  return readOr(() => entryOf(run, node)?.error_message ?? null, null);
}

function entryOf(run: LatestRun | null, { metric }: MetricNode) {
  return run?.results.find((entry) => readOr(() => entry.metric_uuid === metric.uuid, false));
}

async function lastDay(
  context: GraphContext,
  node: MetricNode,
  error: string | null,
): Promise<MetricResultNode | null> {
  const row = await loadSeries(context, node);
  const point = row && latestPoint(pointsOf(row, interpretationOf(node), allDays));
  if (!point?.comparison) return null;
  const endOfDay = Date.parse(`${point.date}T00:00:00Z`) + DAY_MS;
  return new MetricResultNode(point.comparison, {
    source: 'timeseries',
    until: new Date(endOfDay),
    date: point.date,
    error,
  });
}

function moment(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
