import type { ExperimentEvent } from '../../../events/event.ts';
import { eventsBetween } from '../../../events/events-between.ts';
import { completed, type ExperimentFacts } from '../../../events/facts.ts';
import type { Topic } from '../../subscriptions/topic.ts';
import { readProject } from './read-project.ts';

/** Experiments that a subscription watches, the newest first. */
export const WATCHED = 100;

/** The experiments of a project as of one check. */
export interface ProjectState {
  readonly facts: ReadonlyMap<string, ExperimentFacts>;
  /** When they were read, ISO 8601. */
  readonly readAt: string;
}

/** The newest experiments of a project. 1 upstream call a check, and 1 or more for each running experiment. */
export function projectTopic(projectId: string): Topic<ProjectState> {
  return {
    name: `events ${projectId}`,
    rhythm: { steadyMs: 30_000, quietMs: 300_000 },
    async read(context, before) {
      const { facts } = await readProject(context, projectId, { offset: 0, limit: WATCHED });
      return {
        facts: new Map(facts.map((one) => [one.id, completed(before?.facts.get(one.id), one)])),
        readAt: context.clock.now.toISOString(),
      };
    },
    tags: ({ facts }) => [
      'experiments',
      ...Array.from(facts.values(), ({ posthogId }) => `experiment/${posthogId}`),
    ],
    isMoving: () => false,
    isOver: () => false,
    changes: (before, now) =>
      eventsOf(before, now).map((event) => ({ field: 'events', before: null, after: event })),
  };
}

/** The events between two states, by experiment; what has left the list has none. */
export const eventsOf = (before: ProjectState, now: ProjectState): ExperimentEvent[] =>
  Array.from(now.facts.values()).flatMap((one) =>
    eventsBetween(before.facts.get(one.id), one, before.readAt),
  );
