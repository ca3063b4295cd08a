import { etagOf, matchesEtag } from '../http/etag.ts';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { GRAPHIQL_POLICY } from './security-headers.ts';

type Encoding = 'br' | 'gzip' | 'identity';

/** One encoding of the page, which every answer shares. */
interface Encoded {
  readonly bytes: Buffer;
  readonly etag: string;
}

/** Beyond this quality brotli takes seconds for a few percent. */
const BROTLI_QUALITY = 5;

const encoders: Readonly<Record<Encoding, (page: Buffer) => Buffer | Promise<Buffer>>> = {
  // Both work on a thread of their own, not in the event loop.
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

/** Best first. */
const preferred: readonly Encoding[] = ['br', 'gzip'];

/** Answers GET and HEAD with the page; rejects when it cannot be made. */
export type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Serves one page of several megabytes. It is made when it is first asked for and each encoding of it once,
 * so that a visit costs neither time nor memory of its own.
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
    const made = encode(encoding);
    encoded.set(encoding, made);
    // What failed is tried again by the next visit.
    made.catch(() => encoded.delete(encoding));
    return made;
  };
  return async (request, response) => {
    const encoding = encodingFor(request.headers['accept-encoding']);
    const { bytes, etag } = await get(encoding);
    if (response.destroyed || response.writableEnded) return;
    response.setHeader('content-security-policy', GRAPHIQL_POLICY);
    response.setHeader('etag', etag);
    // A browser may show it for an hour, and then asks whether it still holds.
    response.setHeader('cache-control', 'public, max-age=3600, must-revalidate');
    // The address answers GraphQL sent by GET as well.
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

/** The best encoding a header of RFC 9110, 12.5.3 allows; the page as it is when it allows none of ours. */
function encodingFor(header: string | undefined): Encoding {
  const weights = new Map<string, number>();
  for (const part of (header ?? '').toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((word) => word.trim());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    weights.set(name, weight === undefined ? 1 : Number(weight));
  }
  const allowed = (name: Encoding) => (weights.get(name) ?? weights.get('*') ?? 0) > 0;
  return preferred.find(allowed) ?? 'identity';
}
