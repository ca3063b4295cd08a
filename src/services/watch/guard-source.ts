import { ConfigError, type Config } from '../../config/config.ts';
import type { GraphClient } from '../../graph-client/graph-client.ts';
import { GraphFailure } from '../../graph-client/graph-failure.ts';
import { loadGuards } from '../../guard-files/load-guards.ts';
import type { GuardedExperiment } from '../../guards/guarded-experiment.ts';
import { lineOf, SpecFilesError } from '../../specs/files/fault.ts';
import { SpecDirectoryError } from '../../specs/files/find.ts';
import { resolveProjects } from '../../watch/resolve-projects.ts';

/** The guards of the configuration, which are read once. */
export type GuardSource = () => Promise<readonly GuardedExperiment[]>;

/**
 * Reads the guards now. While PostHog cannot be read, which finds what they name, each later call tries again.
 * @param onUnreadable called when PostHog could not be read
 * @throws ConfigError when a file is wrong, or a guard names what does not exist
 */
export async function openGuards(
  { watch }: Pick<Config, 'watch'>,
  client: GraphClient,
  onUnreadable: (failure: GraphFailure) => void,
): Promise<GuardSource> {
  const { guards: path } = watch;
  if (path === undefined) return () => Promise.resolve([]);
  let loaded: readonly GuardedExperiment[] | undefined;
  const load = async () => {
    const project = async () => {
      const [projectId = ''] = await resolveProjects(client, watch.projects.slice(0, 1));
      return projectId;
    };
    return (loaded ??= await loadGuards(client, path, project));
  };
  try {
    await load();
  } catch (error) {
    if (error instanceof SpecFilesError) throw new ConfigError(error.faults.map(lineOf));
    if (error instanceof SpecDirectoryError) throw new ConfigError([`GUARDS: ${error.message}`]);
    if (!(error instanceof GraphFailure)) throw error;
    onUnreadable(error);
  }
  return async () => loaded ?? load();
}
