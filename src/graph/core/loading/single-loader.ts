import DataLoader from 'dataloader';
import type { GraphContext } from '../../context/context.ts';
import { perRequest } from '../../context/per-request.ts';

/**
 * A loader of what PostHog gives one a call and what nothing else is read for: each key is read at most
 * once per request, and answered without waiting for the others, so that a deferred part leaves when its
 * own call is over. What more is read for belongs in a batch: its calls come together then, and become
 * fewer.
 * @param read gives failures as values, as `notFoundAsNull` does
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
