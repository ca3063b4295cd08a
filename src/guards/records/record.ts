import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { StateCollection, WatchState } from '../../watch-state/watch-state.ts';
import { firingShape } from '../firing.ts';
import type { GuardedExperiment } from '../guarded-experiment.ts';
import type { Guard, ScheduledEnd } from '../shape.ts';

/**
 * A firing as it is stored from before anything is sent. ABOUT_TO_ACT: the change may or may not have been made; the
 * outcome that is stored does not count yet. COMMENT: it was made, and the comment has to be written. FINAL: nothing is
 * left to do at PostHog.
 */
const recordShape = z.object({
  firing: firingShape,
  phase: z.enum(['ABOUT_TO_ACT', 'COMMENT', 'FINAL']),
  /** True when PostHog's answer to the change was lost: it is not sent again. */
  isUncertain: z.boolean(),
  /** Versions of the experiment and its flag before the change; null where PostHog has none. */
  version: z.number().nullable(),
  flagVersion: z.number().nullable(),
  isReported: z.boolean(),
  /** From when it is waited for a change that may be under way, if the firing is later than now; ISO 8601. */
  waitsFrom: z.string().optional(),
  /** The guard as it was defined, by `definitionOf`; records of earlier versions have none. */
  definition: z.string().optional(),
});

export type FiringRecord = z.infer<typeof recordShape>;

/** The firings of all experiments. */
export const recordsIn = (state: WatchState): StateCollection<FiringRecord> =>
  state.collection('guard-firings', recordShape);

/** What begins the keys of the records of an experiment. */
export const keyPrefixOf = ({
  projectId,
  posthogId,
}: Pick<GuardedExperiment, 'projectId' | 'posthogId'>) => `${projectId}/${posthogId}/`;

/** The definition of a guard in a short form: a guard that is changed has another one. */
export const definitionOf = (definition: Guard | ScheduledEnd): string =>
  hashOf(JSON.stringify(definition));

/**
 * The key of the one firing that a guard may have with one start date of its experiment. A guard that is changed has
 * another key. A run may have several start dates: `firedInRun` looks for the firing of a run.
 */
export function recordKeyOf(
  experiment: GuardedExperiment,
  startDate: string,
  definition: Guard | ScheduledEnd,
): string {
  return keyPrefixOf(experiment) + hashOf(JSON.stringify([startDate, definition]));
}

const hashOf = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 24);

/** The letters by which a firing is found in comments: the beginning of its id. */
export const markOf = (id: string): string => id.slice(0, 8);
