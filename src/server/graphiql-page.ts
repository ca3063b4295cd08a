import { acceptedEncodings } from '../http/accepted-types.ts';
import { etagOf, matchesEtag } from '../http/etag.ts';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { GRAPHIQL_POLICY } from './security-headers.ts';

type Encoding = 'br' | 'gzip' | 'identity';

/** One encoding of the page, shared by all responses. */
interface Encoded {
  readonly bytes: Buffer;
  readonly etag: string;
}

/** Beyond this quality brotli takes seconds for a few percent. */
const BROTLI_QUALITY = 5;

const encoders: Readonly<Record<Encoding, (page: Buffer) => Buffer | Promise<Buffer>>> = {
  // Both run in the thread pool, not on the event loop.
  br: (page) =>
    promisify(brotliCompress)(page, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: page.length,
      },
    }),
  gzip: (page) => promisify(gzip)(page),
  identity: (page) => page,
};

/** In order of preference. */
const preferred = ['br', 'gzip'] as const;

/** Answers GET and HEAD with the page; rejects when it cannot be rendered. */
export type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Serves one page of several megabytes. The page is rendered on first use and encoded once per encoding, so that
 * further visits take no additional time or memory.
 */
export function createPage(render: () => Promise<string>): PageHandler {
  const encoded = new Map<Encoding, Promise<Encoded>>();
  const encode = async (encoding: Encoding): Promise<Encoded> => {
    const bytes = await encoders[encoding](Buffer.from(await render()));
    return { bytes, etag: etagOf(bytes) };
  };
  const get = (encoding: Encoding): Promise<Encoded> => {
    const known = encoded.get(encoding);
    if (known) return known;
    const pending = encode(encoding);
    encoded.set(encoding, pending);
    // The next visit retries after a failure.
    pending.catch(() => encoded.delete(encoding));
    return pending;
  };
  return async (request, response) => {
    const accepted = acceptedEncodings(request.headers['accept-encoding'], preferred);
    const [encoding = 'identity'] = accepted;
    const { bytes, etag } = await get(encoding);
    if (response.destroyed || response.writableEnded) return;
    response.setHeader('content-security-policy', GRAPHIQL_POLICY);
    response.setHeader('etag', etag);
    // A browser may cache it for an hour, and then revalidates it.
    response.setHeader('cache-control', 'public, max-age=3600, must-revalidate');
    // The same URL also answers GraphQL over GET.
    response.appendHeader('vary', 'accept, accept-encoding');
    if (matchesEtag(request.headers['if-none-match'], etag)) {
      response.writeHead(304).end();
      return;
    }
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('content-length', bytes.length);
    if (encoding !== 'identity') response.setHeader('content-encoding', encoding);
    response.end(request.method === 'HEAD' ? undefined : bytes);
  };
}
