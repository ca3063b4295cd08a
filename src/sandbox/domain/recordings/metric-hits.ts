import type { Experiment, JsonObject } from '../../model/entities.ts';
import { isObject, objectsOf, stringOrNull } from '../../model/json.ts';
import { behaviourFor } from '../samples/behaviour.ts';
import { randomStream } from '../../statistics/random.ts';
import type { RandomStream } from '../../statistics/random.ts';
import { composeRecipe } from '../series/recipe.ts';
import type { MeasuredMetric } from '../series/measured-metrics.ts';
import type { Store } from '../../model/store.ts';
import { wireTime } from '../../model/time.ts';
import type { Exposure, Recording } from './recording.ts';

export type SourceRole =
  'source' | 'step' | 'numerator' | 'denominator' | 'retention_start' | 'retention_completion';

/** One event or action that a metric counts, and its role in the metric. */
export interface MetricSource {
  role: SourceRole;
  name: string;
  isEvent: boolean;
}

/** How often a session fired one source of a metric. */
export interface SourceHit {
  source: MetricSource;
  index: number;
  total: number;
  times: Date[];
}

const MOST_TIMES = 50;

/** The sources of a metric in the order it reads them. */
export function hitSourcesOf(metric: JsonObject): MetricSource[] {
  const roles: [key: string, role: SourceRole][] = [
    ['source', 'source'],
    ['numerator', 'numerator'],
    ['denominator', 'denominator'],
    ['start_event', 'retention_start'],
    ['completion_event', 'retention_completion'],
  ];
  return [
    ...objectsOf(metric['series']).map((node) => sourceOf(node, 'step')),
    ...roles.flatMap(([key, role]) => {
      const node = metric[key];
      return isObject(node) ? [sourceOf(node, role)] : [];
    }),
  ];
}

const sourceOf = (node: JsonObject, role: SourceRole): MetricSource => ({
  role,
  name:
    stringOrNull(node['event']) ??
    stringOrNull(node['name']) ??
    stringOrNull(node['table_name']) ??
    (node['kind'] === 'ExperimentExposureNode' ? 'Experiment exposure' : 'All events'),
  isEvent: node['kind'] !== 'ExperimentDataWarehouseNode',
});

/** The display name of a metric: its own, its shared metric's, or its first source's. */
export function metricName(store: Store, { metric, link }: MeasuredMetric): string {
  const shared = store.savedMetrics.get(link?.saved_metric)?.name;
  return stringOrNull(metric['name']) ?? shared ?? hitSourcesOf(metric)[0]?.name ?? 'Metric';
}

/** Whether a metric's events occur in recordings: rows of a data warehouse do not. */
export const isRecorded = ({ metric }: MeasuredMetric): boolean =>
  hitSourcesOf(metric).every(({ isEvent }) => isEvent);

/** Sources of a metric that an exposed session fired. */
export type HitReader = (recording: Recording, exposure: Exposure) => SourceHit[];

/**
 * Returns a function that generates the events of exposed sessions for a metric. The variant changes the odds
 * in the same direction as the metric's results.
 */
export function hitReader(
  store: Store,
  experiment: Experiment,
  { uuid, metric }: MeasuredMetric,
): HitReader {
  const sources = hitSourcesOf(metric);
  const odds = oddsOf(metric, sources.length);
  const arms = composeRecipe(store, experiment, metric)?.arms ?? [];
  const lifts = new Map(arms.map(({ key, lift }) => [key, lift]));
  return ({ id, start, seconds }, { variant, at }) => {
    const random = randomStream('hits', id, experiment.id, uuid);
    const end = start.getTime() + seconds * 1_000;
    let before = at.getTime();
    const hits: SourceHit[] = [];
    for (const [index, source] of sources.entries()) {
      const lift = index === sources.length - 1 ? (lifts.get(variant) ?? 0) : 0;
      const fired = random.unit() < (odds[index] ?? 0) * (1 + lift);
      // The steps of a funnel are sequential: the first missing one ends it.
      if (!fired && source.role === 'step') break;
      if (!fired) continue;
      const times = firings(random, source.role === 'step', before, end);
      if (source.role === 'step') before = times[0]?.getTime() ?? before;
      hits.push({ source, index, total: sources.length, times });
    }
    return hits;
  };
}

/** When a source fired: a step once, anything else up to three times. */
function firings(random: RandomStream, once: boolean, from: number, to: number): Date[] {
  const count = once ? 1 : 1 + Math.floor(random.unit() * 3);
  return Array.from({ length: count }, () => Math.floor(random.between(from, to)))
    .toSorted((a, b) => a - b)
    .map((time) => new Date(time));
}

/** Probability that a session fires each source of a metric. */
function oddsOf(metric: JsonObject, sources: number): number[] {
  const behaviour = behaviourFor(metric);
  if (behaviour.type === 'funnel') return behaviour.steps;
  if (behaviour.type === 'retention') return [behaviour.starts, behaviour.returns];
  const odds = Array.from({ length: sources }, () => 0.45);
  // Events that a team wants to reduce are rare; the denominator of a ratio is not.
  if (metric['goal'] === 'decrease') odds[0] = 0.12;
  return odds;
}

/** The hits of a metric in the format of a session's context. */
export function wireHits(uuid: string, name: string, hits: SourceHit[]): JsonObject {
  const times = hits.flatMap((hit) => hit.times).toSorted((a, b) => a.getTime() - b.getTime());
  return {
    metric_uuid: uuid,
    metric_name: name,
    ...wireTimes(times),
    sources: hits.map(({ source, index, total, times: fired }) => ({
      source_role: source.role,
      source_name: source.name,
      source_index: index,
      source_total: total,
      ...wireTimes(fired),
    })),
  };
}

const wireTimes = (times: Date[]): JsonObject => ({
  event_count: times.length,
  first_timestamp: wireTime(times[0] ?? new Date(0)),
  timestamps: times.slice(0, MOST_TIMES).map((time) => wireTime(time)),
});
