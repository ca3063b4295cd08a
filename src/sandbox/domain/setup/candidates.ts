import type { JsonObject, Project } from '../../model/entities.ts';
import { randomStream } from '../../statistics/random.ts';
import { wireTime } from '../../model/time.ts';
import { WINDOW_DAYS, libsOf, narrowing, round, trafficOf } from './traffic.ts';

/** A planned experiment's target page or event, and the metric it should change. */
export interface Candidate {
  targetEvent: string | null;
  targetUrl: string | null;
  targetProperties: JsonObject[];
  metricEvent: string | null;
  metricProperties: JsonObject[];
}

/** Number of people who reach the target; null when no target was given. */
export function targetSurface(
  project: Project,
  candidate: Candidate,
  now: Date,
): JsonObject | null {
  const { targetEvent: event, targetUrl: url, targetProperties: properties } = candidate;
  if (event === null) return null;
  const traffic = trafficOf(project, event);
  const persons = Math.round(traffic.persons * targetShare(project, candidate));
  return {
    window_days: WINDOW_DAYS,
    source_event: event,
    target_url_contains: url,
    target_properties: properties,
    computed_at: wireTime(now),
    test_accounts_filtered: true,
    unique_persons: persons,
    exposures_per_day_estimate: round(persons / WINDOW_DAYS),
    libs: libsOf(project).map(({ lib, category, reach }) => ({
      lib,
      category,
      unique_persons: Math.round(persons * reach),
      anonymous_share: traffic.anonymousShare,
      device_id_share: category === 'server' ? 0 : traffic.deviceIdShare,
    })),
    libs_truncated: false,
    anonymous_share: persons > 0 ? traffic.anonymousShare : null,
    device_id_share: persons > 0 ? traffic.deviceIdShare : null,
  };
}

const targetShare = (project: Project, { targetUrl, targetProperties }: Candidate): number =>
  narrowing(project, [...targetProperties, ...(targetUrl === null ? [] : [{ url: targetUrl }])]);

/** How often people who reach the target trigger the metric; null when no metric was given. */
export function candidateMetric(
  project: Project,
  candidate: Candidate,
  now: Date,
): JsonObject | null {
  const { metricEvent: event, metricProperties: properties, targetEvent } = candidate;
  if (event === null) return null;
  const traffic = trafficOf(project, event);
  const matching = narrowing(project, properties);
  const volume = Math.round(traffic.volume * matching);
  const persons = Math.round(traffic.persons * matching);
  return {
    window_days: WINDOW_DAYS,
    source_event: event,
    metric_properties: properties,
    target_event: targetEvent,
    computed_at: wireTime(now),
    test_accounts_filtered: true,
    event_volume: volume,
    unique_persons: persons,
    ...(targetEvent === null
      ? withoutTarget
      : conversion(project, candidate, { event, volume, persons })),
  };
}

const withoutTarget: JsonObject = {
  persons_reached: null,
  persons_converted: null,
  conversion_rate: null,
  funnel_baseline_stats: null,
  mean_count_baseline_stats: null,
  note: 'Name a target event to get a conversion rate.',
};

function conversion(
  project: Project,
  candidate: Candidate,
  metric: { event: string; volume: number; persons: number },
): JsonObject {
  const reachedAll = trafficOf(project, candidate.targetEvent ?? '').persons;
  const reached = Math.round(reachedAll * targetShare(project, candidate));
  const random = randomStream('conversion', project.id, candidate.targetEvent ?? '', metric.event);
  const converted = Math.min(metric.persons, Math.round(reached * random.between(0.04, 0.3)));
  const perPerson = metric.persons > 0 ? metric.volume / metric.persons : 0;
  const sum = Math.round(converted * perPerson);
  return {
    persons_reached: reached,
    persons_converted: converted,
    conversion_rate: reached > 0 ? round(converted / reached) : null,
    funnel_baseline_stats: {
      number_of_samples: reached,
      sum: converted,
      step_counts: [reached, converted],
    },
    mean_count_baseline_stats: {
      number_of_samples: reached,
      sum,
      sum_squares: Math.round(sum * (perPerson + 1)),
    },
    note: reached === 0 ? 'Nobody reached the target in the window.' : null,
  };
}
