/** An answer in parts, or a stream of events. */
type Parts = AsyncIterable<unknown>;

/** Closes the source of an answer that will not be read, so that it stops working on it. */
export function dropResult(result: Parts): void {
  // What closing it throws is of no use to anybody.
  Promise.resolve(result[Symbol.asyncIterator]().return?.()).catch(() => undefined);
}
