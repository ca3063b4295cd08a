import type { Listed } from './list-pages.ts';
import { isBehind, positionOf } from './position.ts';

/**
 * Merges lists that are each in the order of positions into one in that order. A row that is no experiment has no
 * position, and is given as soon as it is the next of its list.
 * @throws what a list throws
 */
export async function* mergeLists(
  lists: readonly AsyncGenerator<Listed>[],
): AsyncGenerator<Listed> {
  const heads: { readonly list: AsyncGenerator<Listed>; row: Listed }[] = [];
  for (const list of lists) {
    // One list after the other: an export leaves calls to others.
    // oxlint-disable-next-line no-await-in-loop
    const { done, value } = await list.next();
    if (!done) heads.push({ list, row: value });
  }
  for (;;) {
    const next = heads.reduce<(typeof heads)[number] | undefined>(
      (first, head) => (first && !isBefore(head.row, first.row) ? first : head),
      undefined,
    );
    if (!next) return;
    yield next.row;
    // The next row is known only when this one is taken.
    // oxlint-disable-next-line no-await-in-loop
    const { done, value } = await next.list.next();
    if (done) heads.splice(heads.indexOf(next), 1);
    else next.row = value;
  }
}

function isBefore(one: Listed, other: Listed): boolean {
  if (!('posthogId' in other)) return false;
  return !('posthogId' in one) || isBehind(positionOf(other), positionOf(one));
}
