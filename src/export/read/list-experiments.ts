import type { GraphClient } from '../../graph-client/graph-client.ts';
import type { ExportedExperimentFragment } from '../../graph-client/generated/graphql.ts';
import { exportStatuses, type ExportRequest } from '../request.ts';
import { AGAIN, listPages, type Listed } from './list-pages.ts';
import { isBehind, positionOf, type Position } from './position.ts';

/**
 * The experiments of a request in the order of their positions, each once.
 * @param after only experiments behind this position
 * @throws GraphFailure when a page cannot be read, ExportCut when the list changes without end
 */
export async function* listExperiments(
  client: GraphClient,
  { projectId, status, archived: choice }: ExportRequest,
  after: Position | undefined,
): AsyncGenerator<Listed> {
  let given = after;
  // PostHog lists either the experiments that are archived or the others.
  const passes = choice === 'include' ? [false, true] : [choice === 'only'];
  for (const archived of passes) {
    if (given?.archived && !archived) continue;
    const filter = { archived, status: status && exportStatuses[status] };
    for await (const listed of inOrder(listPages(client, projectId, filter))) {
      if (!('posthogId' in listed)) {
        yield listed;
        continue;
      }
      const position = positionOf(listed);
      if (given && !isBehind(position, given)) continue;
      given = position;
      yield listed;
    }
  }
}

/** Sorts experiments that were created at the same moment, which PostHog lists in any order. */
async function* inOrder(rows: AsyncIterable<Listed | typeof AGAIN>): AsyncGenerator<Listed> {
  let same: ExportedExperimentFragment[] = [];
  const sorted = () => {
    const group = same.toSorted((one, other) => one.posthogId - other.posthogId);
    same = [];
    return group;
  };
  for await (const row of rows) {
    if (row === AGAIN) {
      // They come again.
      same = [];
    } else if ('posthogId' in row) {
      if (same[0] && same[0].createdAt !== row.createdAt) yield* sorted();
      same.push(row);
    } else {
      yield row;
    }
  }
  yield* sorted();
}
