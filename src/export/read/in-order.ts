/**
 * Works on several items at the same time and gives what comes of them in the order of the items. Takes no item before
 * there is room for it, so a slow reader slows the work.
 * @param concurrency how many items are worked on or wait to be taken, at most
 * @throws what `source` or `work` throws, once what comes before it was given
 */
export async function* mapInOrder<Item, Result>(
  source: AsyncIterable<Item>,
  concurrency: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const underWay: Promise<Result>[] = [];
  for await (const item of source) {
    const one = work(item);
    // It is awaited later, or never if the reader leaves.
    one.catch(() => undefined);
    underWay.push(one);
    if (underWay.length >= concurrency) yield await underWay.shift()!;
  }
  while (underWay.length > 0) {
    // In the order of the items.
    // oxlint-disable-next-line no-await-in-loop
    yield await underWay.shift()!;
  }
}
