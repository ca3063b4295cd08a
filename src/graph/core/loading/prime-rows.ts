import type DataLoader from 'dataloader';
import { readOr } from '../malformed.ts';
import type { PostHogKey } from '../global-id.ts';

/** Hands rows of a list to the loader of such objects. A row whose number cannot be read is left out. */
export function primeRows<Row extends { readonly id: number }>(
  loader: DataLoader<PostHogKey, Row | null, string>,
  projectId: string,
  rows: readonly Row[],
): void {
  for (const row of rows) {
    const posthogId = readOr(() => row.id, undefined);
    if (posthogId !== undefined) loader.prime({ projectId, posthogId }, row);
  }
}
