import type { ExperimentEvent } from '../../../events/event.ts';
import { completed } from '../../../events/completed.ts';
import { eventsBetween } from '../../../events/events-between.ts';
import type { ExperimentFacts } from '../../../events/facts.ts';
import { NotFoundError } from '../../../posthog/errors/errors.ts';
import type { GraphContext } from '../../context/context.ts';
import { localId, type PostHogKey } from '../../core/global-id.ts';
import { tagsOfMany } from '../../../posthog/layers/cache/tags.ts';
import type { Topic } from '../../subscriptions/topic.ts';
import { ASK_POSTHOG } from '../../../posthog/request/plan.ts';
import { readOne, readProject } from './read-project.ts';

/** Experiments that a subscription to a project watches, the newest first. */
export const WATCHED = 100;

/** Some experiments as of one check. */
export interface FactsState {
  readonly facts: ReadonlyMap<string, ExperimentFacts>;
  /** When they were read, ISO 8601. */
  readonly readAt: string;
}

type Common = 'rhythm' | 'showsState' | 'isMoving' | 'changes';

const common: Pick<Topic<FactsState>, Common> = {
  rhythm: { steadyMs: 30_000, quietMs: 300_000 },
  showsState: false,
  isMoving: () => false,
  changes: (before, now) =>
    eventsOf(before, now).map((event) => ({ field: 'events', before: null, after: event })),
};

/** The newest experiments of a project. 1 upstream call a check, and 1 or more for each running experiment. */
export function projectTopic(projectId: string): Topic<FactsState> {
  return {
    ...common,
    name: `events ${projectId}`,
    projectId,
    async read(context, before) {
      // In a check for a single write too: events are dated by when the list was read.
      const page = { offset: 0, limit: WATCHED, freshness: ASK_POSTHOG };
      const { facts } = await readProject(context, projectId, page);
      return stateOf(facts, before, context);
    },
    tags: ({ facts }) => [...tagsOfMany('experiments', projectId), ...tagsOf(facts)],
    isOver: () => false,
  };
}

/**
 * One experiment. 1 upstream call a check, and if it is running 1 for its newest recalculation and 1 for each metric
 * that this lacks. Over when it is deleted.
 */
export function singleTopic(key: PostHogKey): Topic<FactsState> {
  return {
    ...common,
    name: `events ${localId(key)}`,
    projectId: key.projectId,
    async read(context, before) {
      const facts = await readOne(context, key);
      if (!facts && !before) {
        throw new NotFoundError({
          operation: 'experiments_retrieve',
          message: 'The experiment does not exist.',
        });
      }
      return stateOf(facts ? [facts] : [], before, context);
    },
    tags: ({ facts }) => tagsOf(facts),
    isOver: ({ facts }) => facts.size === 0,
  };
}

const stateOf = (
  facts: readonly ExperimentFacts[],
  before: FactsState | undefined,
  { clock }: GraphContext,
): FactsState => ({
  facts: new Map(
    facts.map((one) => [one.id, completed(before?.facts.get(one.id), one, before?.readAt)]),
  ),
  readAt: clock.now.toISOString(),
});

const tagsOf = (facts: FactsState['facts']) =>
  Array.from(facts.values(), ({ posthogId }) => `experiment/${posthogId}` as const);

/** The events between two states, by experiment; what has left the list has none. */
export const eventsOf = (before: FactsState, now: FactsState): ExperimentEvent[] =>
  Array.from(now.facts.values()).flatMap((one) =>
    eventsBetween(before.facts.get(one.id), one, before.readAt),
  );
