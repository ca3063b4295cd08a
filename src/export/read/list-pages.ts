import { GraphFailure } from '../../graph-client/graph-failure.ts';
import type { GraphClient } from '../../graph-client/graph-client.ts';
import type {
  ExperimentFilter,
  ExportedExperimentFragment,
} from '../../graph-client/generated/graphql.ts';
import { ExportCut, failureOf, type ExportFailure } from '../failure.ts';
import { ExportedExperimentsDocument } from './documents.ts';

/** A row of the list: an experiment, or why there is none. */
export type Listed = ExportedExperimentFragment | ExportFailure;

/** Given in place of a row where the list is read again from its beginning. */
export const AGAIN = Symbol('again');

/** How often the list may change under an export before it gives up. */
const MAX_RESTARTS = 20;

/**
 * The rows of PostHog's list, the oldest first, 100 for each call. PostHog pages by offset, so that rows move when an
 * experiment is deleted or leaves the filter meanwhile. Each page therefore begins with the last row of the one before;
 * where that is another one, the list is read again from its beginning, behind {@link AGAIN}.
 * @throws GraphFailure when a page cannot be read, ExportCut when the list changes without end
 */
export async function* listPages(
  client: GraphClient,
  projectId: string | undefined,
  filter: ExperimentFilter,
): AsyncGenerator<Listed | typeof AGAIN> {
  let cursor: string | undefined;
  let overlap: string | undefined;
  for (let restarts = 0; restarts <= MAX_RESTARTS;) {
    const variables = { projectId, filter, after: cursor };
    // One page after another: each begins where the one before ended.
    // oxlint-disable-next-line no-await-in-loop
    const { data, errors } = await client.read(ExportedExperimentsDocument, variables);
    if (!data.experiments) throw new GraphFailure(errors);
    const { edges, pageInfo } = data.experiments;
    if (overlap !== undefined && edges[0]?.node?.id !== overlap) {
      restarts += 1;
      [cursor, overlap] = [undefined, undefined];
      yield AGAIN;
      continue;
    }
    for (const [at, { node }] of edges.entries()) {
      if (overlap !== undefined && at === 0) continue;
      const own = errors.filter(({ path }) => path?.[1] === 'edges' && path[2] === at);
      yield node && own.length === 0 ? node : failureOf(node?.posthogId, own);
    }
    if (!pageInfo.hasNextPage) return;
    overlap = edges.at(-1)?.node?.id;
    // The page behind the last row but one begins with the last.
    cursor = edges.at(overlap === undefined ? -1 : -2)?.cursor;
  }
  throw new ExportCut('The list of experiments changed again and again while it was read.');
}
