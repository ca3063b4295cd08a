import DataLoader from 'dataloader';
import { perRequest } from '../../../context/per-request.ts';
import { localId, type PostHogKey } from '../../../core/global-id.ts';
import { asError } from '../../../core/loading/not-found-as-null.ts';
import { experimentLoader, type ExperimentRow } from '../loader.ts';

interface ExperimentsOfFlag extends PostHogKey {
  readonly archived: boolean;
}

/** Experiments by flag; each flag is read at most once per request. */
export const ofFlagLoader = perRequest(
  (context) =>
    new DataLoader<ExperimentsOfFlag, readonly ExperimentRow[], string>(
      (keys) =>
        Promise.all(
          keys.map(({ projectId, posthogId, archived }) =>
            context.posthog
              .allPages('experiments_list', {
                path: { project_id: projectId },
                query: { feature_flag_id: posthogId, ...(archived && { archived }) },
              })
              .then(({ results }) => {
                for (const row of results) experimentLoader(context).primeRow(projectId, row);
                return results;
              }, asError),
          ),
        ),
      { cacheKeyFn: (key) => `${localId(key)}:${key.archived}` },
    ),
);

/** The experiments among those of a flag that have been launched and not ended, without the one with this number. */
export const othersInProgress = (
  users: readonly ExperimentRow[],
  id: number,
): readonly ExperimentRow[] =>
  users.filter((one) => one.id !== id && one.start_date != null && one.end_date == null);
