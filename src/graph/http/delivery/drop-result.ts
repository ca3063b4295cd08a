/** An answer in parts, or a stream of events. */
type Parts = AsyncIterable<unknown>;

/** Tells the source of an answer that nobody will read it, so that it stops what it does for it. */
export function dropResult(result: Parts): void {
  // What closing it throws is of no use to anybody.
  Promise.resolve(result[Symbol.asyncIterator]().return?.()).catch(() => undefined);
}
