import DataLoader from 'dataloader';
import type { GraphContext } from '../../context/context.ts';
import { perRequest } from '../../context/per-request.ts';

/**
 * A loader of objects that PostHog returns one per call and whose values lead to no further reads.
 * Each key is read at most once per request and resolves without waiting for the others, so that a
 * deferred part is sent as soon as its own call is answered. Objects that lead to further reads
 * belong in a batch instead: those reads then start together and can be merged into fewer calls.
 * @param read returns failures as values, as `notFoundAsNull` does
 */
export const singleLoader = <Key, Value>(
  keyOf: (key: Key) => string,
  read: (context: GraphContext, key: Key) => Promise<Value | Error>,
) =>
  perRequest(
    (context) =>
      new DataLoader<Key, Value, string>(
        (keys) => Promise.all(keys.map((key) => read(context, key))),
        { batch: false, cacheKeyFn: keyOf },
      ),
  );
