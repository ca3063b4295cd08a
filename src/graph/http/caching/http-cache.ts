import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import { etagOf, matchesEtag } from '../../../http/etag.ts';
import type { GraphContext } from '../../context/context.ts';

interface Cacheable {
  readonly etag: string;
  /** Whole seconds. */
  readonly maxAge: number;
}

/** What an answer depends on besides its address: one key's must never be given to another. */
const VARY = 'accept, authorization, origin';

/**
 * Lets clients keep the answers of queries sent with GET: for themselves only, as long as everything
 * that was read for them is fresh, and with a tag of the data to ask later whether they still hold.
 * Answers with errors must not be stored.
 * @param now the clock that answers of PostHog are dated by
 */
export function useHttpCache(now: () => number): Plugin<GraphContext> {
  const cacheable = new WeakMap<Request, Cacheable>();
  return {
    onExecute({ args }) {
      const { request, ledger } = args.contextValue;
      if (request.method !== 'GET') return undefined;
      return {
        onExecuteDone({ result }) {
          if (isAsyncIterable(result) || result.errors || result.data == null) return;
          // Nothing was read: nothing says how long it holds.
          if (ledger.freshUntil === Infinity) return;
          // It says something that is another a moment later.
          if (ledger.isVolatile) return;
          // Not of the whole answer: what it cost is another each time.
          const etag = `W/${etagOf(JSON.stringify(result.data))}`;
          cacheable.set(request, { etag, maxAge: secondsFresh(ledger.freshUntil, now()) });
        },
      };
    },
    onResponse(payload) {
      const { request, response, fetchAPI } = payload;
      if (request.method !== 'GET') return;
      const answer = cacheable.get(request);
      if (!answer) {
        if (isJson(response)) response.headers.set('cache-control', 'no-store');
        return;
      }
      const headers = {
        'cache-control': `private, max-age=${answer.maxAge}`,
        etag: answer.etag,
        vary: VARY,
      };
      if (matchesEtag(request.headers.get('if-none-match'), answer.etag)) {
        payload.setResponse(new fetchAPI.Response(null, { status: 304, headers }));
        return;
      }
      for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    },
  };
}

const isJson = ({ headers }: Response) => /\bjson\b/.test(headers.get('content-type') ?? '');

function secondsFresh(until: number, now: number): number {
  return Math.max(0, Math.floor((until - now) / 1_000));
}
