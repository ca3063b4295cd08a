import type { GraphClient } from '../graph-client/graph-client.ts';
import type { GuardedExperiment } from '../guards/guarded-experiment.ts';
import { resolveGuards } from '../guards/resolve/resolve-guards.ts';
import { SpecFilesError } from '../specs/files/fault.ts';
import { readGuards } from './read-guards.ts';

/**
 * Reads guards from a guards file or a directory of spec files, and finds everything that they name in PostHog.
 * @param projectId finds the number of the project that the experiments are in, once the files are right
 * @throws SpecFilesError with everything that is wrong: contradictions, and names of what does not exist
 * @throws SpecDirectoryError when there are no spec files in a directory
 * @throws GraphFailure when PostHog could not be read
 */
export async function loadGuards(
  client: GraphClient,
  path: string,
  projectId: () => Promise<string>,
): Promise<readonly GuardedExperiment[]> {
  const declared = readGuards(path);
  const { guards, faults } = await resolveGuards(client, declared, await projectId());
  if (faults.length > 0) throw new SpecFilesError(faults);
  return guards;
}
