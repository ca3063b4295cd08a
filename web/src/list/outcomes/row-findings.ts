import type { ApolloClient } from '@apollo/client';
import type { ExperimentFilter } from '../../generated/graphql.ts';
import { rowFindingsVar, type ListedFinding } from '../outcomes-var.ts';
import { RowFindingsDocument } from './documents.ts';
import { codesOf } from './layers.ts';
import { toFindings } from './to-outcome.ts';

/**
 * Reads the findings for which rows are enough, of all experiments of a list, page by page.
 * @throws what failed; the pages before it have been stored
 */
export async function readRowFindings(
  client: ApolloClient,
  filter: ExperimentFilter,
): Promise<void> {
  for (let after: string | null = null; ;) {
    // A page says where the next one begins.
    // oxlint-disable-next-line no-await-in-loop
    const page: Page = await readPage(client, filter, after);
    rowFindingsVar(new Map([...rowFindingsVar(), ...page.findings]));
    if (page.next === null) return;
    after = page.next;
  }
}

interface Page {
  readonly findings: readonly (readonly [id: string, findings: readonly ListedFinding[]])[];
  readonly next: string | null;
}

async function readPage(
  client: ApolloClient,
  filter: ExperimentFilter,
  after: string | null,
): Promise<Page> {
  const { data, error } = await client.query({
    query: RowFindingsDocument,
    variables: { filter, after, codes: [...codesOf.row] },
    fetchPolicy: 'no-cache',
    errorPolicy: 'all',
  });
  const list = data?.experiments;
  if (!list) throw error ?? new Error('The API answered nothing.');
  const { hasNextPage, endCursor } = list.pageInfo ?? {};
  return {
    findings: list.nodes
      .filter((node) => node !== null)
      .map(({ id, findings }) => [id, toFindings(findings ?? [])]),
    next: hasNextPage ? (endCursor ?? null) : null,
  };
}
