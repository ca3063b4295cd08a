import type { GraphClient } from '../../graph-client/graph-client.ts';
import { GraphFailure } from '../../graph-client/graph-failure.ts';
import type { GuardedStateQuery } from '../../graph-client/generated/graphql.ts';
import type { ExperimentPlace } from '../guarded-experiment.ts';
import { STATE } from './documents.ts';

/** An experiment as it is now. */
export type ExperimentState = NonNullable<GuardedStateQuery['experiment']>;

/** Why something could not be read, in English. */
export interface Unreadable {
  readonly unreadable: string;
}

/** The experiment that a query is about. */
export const targetOf = ({ projectId, posthogId }: ExperimentPlace) => ({
  projectId,
  id: String(posthogId),
});

/**
 * Reads the state of an experiment from PostHog, whatever is cached. 1 upstream call.
 * @returns null where it does not exist, or this key may not see it
 */
export async function readState(
  client: GraphClient,
  experiment: ExperimentPlace,
): Promise<ExperimentState | Unreadable | null> {
  return readable(async () => {
    const { data, errors } = await client.read(STATE, targetOf(experiment));
    const [error] = errors;
    return error ? { unreadable: error.message } : data.experiment;
  });
}

/** What `run` returns, or why it could not be read. */
export async function readable<Read>(run: () => Promise<Read>): Promise<Read | Unreadable> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof GraphFailure) return { unreadable: error.message };
    throw error;
  }
}

/** Whether it is something that could not be read. */
export const isUnreadable = (read: object | null): read is Unreadable =>
  read !== null && 'unreadable' in read;
