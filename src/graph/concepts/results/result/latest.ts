import { readOr } from '../../../core/malformed.ts';
import type { Clock } from '../../../context/clock.ts';
import type { GraphContext } from '../../../context/context.ts';
import { isPostHogFailure } from '../../../../posthog/errors/errors.ts';
import type { MetricNode } from '../../metric/node.ts';
import { latestRunLoader, type LatestRun } from '../recalculation/loader.ts';
import { dataEndOf } from '../timeseries/data-end.ts';
import { loadSeries } from '../timeseries/loader.ts';
import { latestPoint, pointsOf } from '../timeseries/points.ts';
import { interpretationOf } from './interpretation-of.ts';
import { peopleIn } from './comparison.ts';
import { MetricResultNode } from './metric-result.ts';
import { readComparison, type ResultAnswer } from './read.ts';

const HOUR_MS = 3_600_000;

const allDays = { from: null, to: null };

/**
 * A run with data up to a moment less than these hours ago is the newest result, and its series is not asked for. The
 * daily job adds a day every 24 hours, and may be late. PostHog's newest run stays the newest however long ago it was
 * made, so without a limit it would hide all days that came after it; asking always would cost a call for each metric.
 */
export const NEWEST_FOR_HOURS = 36;

/**
 * The newest result of a metric: from the newest run over all metrics of its experiment (one call
 * for all of them); the last day of its series where the run has none, or is old and the day ends later.
 * Null before the launch, without a call.
 */
export async function loadLatestResult(
  context: GraphContext,
  node: MetricNode,
): Promise<MetricResultNode | null> {
  if (node.use?.experiment.row.start_date == null) return null;
  const run = await loadLatestRun(context, node);
  const result = resultIn(run, node);
  if (result && !isOutdated(run, node, context.clock)) return result;
  return laterDay(result, lastDay(context, node, errorIn(run, node)));
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
 * metric: metrics that wait for their conversion window count fewer. Where the run has no result, or is
 * old, the series of the first metric.
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
  if (most && !isOutdated(run, first, context.clock)) return most;
  return laterDay(most ?? null, lastDay(context, first, null));
}

function counted(result: MetricResultNode | null): MetricResultNode[] {
  if (!result) return [];
  peopleIn(result.comparison);
  return [result];
}

/**
 * The newest run of the present launch of the experiment that measures a metric; null where there is none or the server
 * has no runs. PostHog keeps runs when an experiment is reset, and they say nothing about the people after the next launch.
 */
async function loadLatestRun(
  context: GraphContext,
  { projectId, use }: MetricNode,
): Promise<LatestRun | null> {
  if (!use) return null;
  const { id, start_date: launched } = use.experiment.row;
  const run = await latestRunLoader(context).load({ projectId, posthogId: id });
  if (run === 'unsupported' || run === null) return null;
  const until = readOr(untilOf, null, run);
  const isOfEarlierLaunch = until !== null && launched != null && until <= new Date(launched);
  return isOfEarlierLaunch ? null : run;
}

function resultIn(run: LatestRun | null, node: MetricNode): MetricResultNode | null {
  const entry = entryOf(run, node);
  if (!run || !entry?.result || isOfOtherDefinition(entry.result, node)) return null;
  return new MetricResultNode(readComparison(entry.result, interpretationOf(node)), {
    source: isFromSeries(run) ? 'timeseries' : 'recalculation',
    get until() {
      return untilOf(run);
    },
    date: null,
    get error() {
      return entry.error_message;
    },
  });
}

/** Up to when the results of a run have data. */
const untilOf = ({ query_to, completed_at }: LatestRun): Date | null =>
  moment(query_to ?? completed_at);

/** Whether PostHog put the run together from the daily series. */
const isFromSeries = (run: LatestRun): boolean =>
  readOr(() => run.result_source, null) === 'timeseries_fallback';

/**
 * Whether a result was computed before the metric, or a setting it depends on, was changed: a metric keeps its uuid, and
 * gets another fingerprint. Results echo the metric they are of; not known where either fingerprint is missing.
 */
function isOfOtherDefinition(result: ResultAnswer, { metric }: MetricNode): boolean {
  const measured = readOr(() => result.metric?.fingerprint ?? null, null);
  const present = readOr(() => metric.fingerprint ?? null, null);
  return measured !== null && present !== null && measured !== present;
}

/** Whether the daily series may have a day that ends later than the data of a run. */
function isOutdated(run: LatestRun | null, { use }: MetricNode, clock: Clock): boolean {
  // A run that was put together from the series has its last days already.
  const until = run && !isFromSeries(run) ? readOr(untilOf, null, run) : null;
  if (until === null) return false;
  const ended = use?.experiment.row.end_date;
  if (ended != null && new Date(ended) <= until) return false;
  return clock.isPast(until.getTime() + NEWEST_FOR_HOURS * HOUR_MS);
}

/**
 * A day of the series where it has later data than a result, otherwise the result. Where the series cannot be read, an
 * old result, which says how old it is, is better than none.
 * @throws the failure of the series where there is no result
 */
async function laterDay(
  result: MetricResultNode | null,
  reading: Promise<MetricResultNode | null>,
): Promise<MetricResultNode | null> {
  if (!result) return reading;
  const day = await reading.catch((error: unknown) => {
    if (isPostHogFailure(error)) return null;
    throw error;
  });
  return day && isLater(day.until, result.until) ? day : result;
}

const isLater = (one: Date | null, other: Date | null): boolean =>
  one !== null && other !== null && one > other;

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
  if (!row || !point?.comparison) return null;
  return new MetricResultNode(point.comparison, {
    source: 'timeseries',
    until: dataEndOf(row, point.date, node.use?.experiment.row ?? {}),
    date: point.date,
    error,
  });
}

function moment(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
