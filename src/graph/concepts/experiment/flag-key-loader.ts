import { readOr } from '../../core/malformed.ts';
import DataLoader from 'dataloader';
import type { GraphContext } from '../../context/context.ts';
import { flagByKey } from '../feature-flag/key-loader.ts';
import { asError } from '../../core/loading/not-found-as-null.ts';
import { perRequest } from '../../context/per-request.ts';
import { perProject } from '../../core/loading/by-project.ts';
import { findRows } from '../../core/loading/find-rows.ts';
import { experimentLoader, type ExperimentRow } from './loader.ts';

interface KeyOfFlag {
  readonly projectId: string;
  readonly key: string;
}

/** A value that cannot be read does not exclude a row. */
const withFlag = (row: ExperimentRow) =>
  readOr(() => row.feature_flag !== null && row.feature_flag.deleted !== true, true);
const runs = (row: ExperimentRow) =>
  readOr(() => row.start_date != null && row.end_date == null, false);

/** True when `row` takes precedence over `other`: running first, then newest. */
function takesPrecedence(row: ExperimentRow, other: ExperimentRow): boolean {
  if (runs(row) !== runs(other)) return runs(row);
  return Date.parse(row.created_at) > Date.parse(other.created_at);
}

const byFlagKeyLoader = perRequest(
  (context) =>
    new DataLoader<KeyOfFlag, ExperimentRow | null, string>(
      (wanted) => perProject(wanted, (project, keys) => findInProject(context, project, keys)),
      { cacheKeyFn: ({ projectId, key }) => `${projectId}:${key}` },
    ),
);

/**
 * Looks for several experiments in the list of all experiments. A running one found there is the
 * answer at once; one that is not running is the answer only when the whole list was read.
 */
async function findInProject(
  context: GraphContext,
  projectId: string,
  wanted: readonly KeyOfFlag[],
): Promise<(ExperimentRow | null | Error)[]> {
  const path = { project_id: projectId };
  const order = '-created_at';
  const chosen = new Map<string, ExperimentRow>();
  const note = (rows: readonly ExperimentRow[]) => {
    for (const row of rows) {
      experimentLoader(context).primeRow(projectId, row);
      readOr(() => {
        const known = chosen.get(row.feature_flag_key);
        if (!known || takesPrecedence(row, known)) chosen.set(row.feature_flag_key, row);
      }, undefined);
    }
  };
  const found = await findRows<KeyOfFlag, ExperimentRow>(wanted, {
    nameOf: ({ key }) => key,
    nameOfRow: (row) => (withFlag(row) && runs(row) ? row.feature_flag_key : ''),
    lists: [
      async (window) => {
        const page = await context.posthog.pages(
          'experiments_list',
          { path, query: { order } },
          window,
        );
        note(page.results.filter(withFlag));
        return page;
      },
    ],
    // PostHog filters experiments by the flag's number only, so the flag is read first, then its
    // experiments.
    one: async ({ key }) => {
      try {
        const flag = await flagByKey(context, projectId, key);
        if (!flag) return null;
        const query = { feature_flag_id: flag.id, order };
        note((await context.posthog.pages('experiments_list', { path, query })).results);
        return null;
      } catch (error) {
        return asError(error);
      }
    },
  });
  return wanted.map(({ key }, index) =>
    found[index] instanceof Error ? found[index] : (chosen.get(key) ?? null),
  );
}

/**
 * The experiment a flag's key identifies: the running one, else the newest that is not archived.
 * One key takes 2 upstream calls. Several keys of one request are looked up together, with one call
 * per page of experiments where that is cheaper.
 */
export function experimentByFlagKey(
  context: GraphContext,
  projectId: string,
  flagKey: string,
): Promise<ExperimentRow | null> {
  return byFlagKeyLoader(context).load({ projectId, key: flagKey });
}
