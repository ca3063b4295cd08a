import type { Project } from '../../model/entities.ts';
import { randomStream } from '../../statistics/random.ts';

/** Time window of event statistics. */
export const WINDOW_DAYS = 30;

/** Traffic of one event in the window. */
export interface EventTraffic {
  volume: number;
  persons: number;
  /** Share of anonymous persons, and share of events with a device id. */
  anonymousShare: number;
  deviceIdShare: number;
}

export interface LibTraffic {
  lib: string;
  category: 'web' | 'mobile' | 'server';
  /** Share of all persons who trigger the event. */
  reach: number;
}

/** The libraries with which a project captures events. */
export function libsOf(project: Project): LibTraffic[] {
  const events = project.known_events ?? [];
  return events.includes('$screen')
    ? [
        { lib: 'posthog-ios', category: 'mobile', reach: 0.55 },
        { lib: 'posthog-android', category: 'mobile', reach: 0.45 },
      ]
    : [
        { lib: 'web', category: 'web', reach: 0.92 },
        { lib: 'posthog-node', category: 'server', reach: 0.31 },
      ];
}

/** Traffic of an event, derived from its name; zero for an event the project has never ingested. */
export function trafficOf(project: Project, event: string): EventTraffic {
  const known = project.known_events;
  if (known !== null && !known.includes(event)) {
    return { volume: 0, persons: 0, anonymousShare: 0, deviceIdShare: 0 };
  }
  const random = randomStream('traffic', project.id, event);
  const everywhere = ['$pageview', '$screen', '$autocapture', '$feature_flag_called'].includes(
    event,
  );
  const persons = Math.round(
    everywhere ? random.between(60_000, 90_000) : random.between(800, 30_000),
  );
  return {
    persons,
    volume: Math.round(persons * (everywhere ? random.between(6, 18) : random.between(1.1, 4))),
    anonymousShare: round(random.between(0.05, 0.6)),
    deviceIdShare: round(random.between(0.9, 1)),
  };
}

/** The fraction of traffic that matches a filter: each property has a fraction of its own. */
export function narrowing(project: Project, filters: readonly unknown[]): number {
  return filters.reduce<number>(
    (share, filter) =>
      share * randomStream('filter', project.id, JSON.stringify(filter)).between(0.1, 0.8),
    1,
  );
}

export const round = (value: number): number => Math.round(value * 10_000) / 10_000;
