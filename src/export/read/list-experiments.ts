import type { GraphClient } from '../../graph-client/graph-client.ts';
import type { ExportedExperimentFragment } from '../../graph-client/generated/graphql.ts';
import { exportStatuses, type ExportRequest } from '../request.ts';
import { AGAIN, listPages, type Listed } from './list-pages.ts';
import { mergeLists } from './merge-lists.ts';
import { isBehind, positionOf, type Position } from './position.ts';

/** What an export has already. */
export interface Had {
  /** Everything up to this position. */
  readonly after?: Position | undefined;
  /** PostHog's numbers of experiments. */
  readonly written?: ReadonlySet<number> | undefined;
}

/**
 * The experiments of a request in the order of their positions, each once. PostHog lists either the archived ones or the
 * others, and one that changes lists between two pages is on neither of the pages that were read. Such ones are found when
 * both lists are read again at the end, and come last.
 * @throws GraphFailure when a page cannot be read, ExportCut when the list changes without end
 */
export async function* listExperiments(
  client: GraphClient,
  { projectId, status, archived: choice }: ExportRequest,
  { after, written = new Set() }: Had,
): AsyncGenerator<Listed> {
  const choices = choice === 'include' ? [false, true] : [choice === 'only'];
  const read = () =>
    mergeLists(
      choices.map((archived) => {
        const filter = { archived, status: status && exportStatuses[status] };
        return inOrder(listPages(client, projectId, filter));
      }),
    );
  const given = new Set(written);
  for (const isSecond of choices.length === 1 ? [false] : [false, true]) {
    for await (const listed of read()) {
      if ('posthogId' in listed && after && !isBehind(positionOf(listed), after)) continue;
      const id = 'posthogId' in listed ? listed.posthogId : listed.experimentId;
      // What has no number cannot be told from what was given the first time.
      if (id === undefined ? isSecond : given.has(id)) continue;
      if (id !== undefined) given.add(id);
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
