import type { ServerResponse } from 'node:http';
import { matchesEtag } from './etag.ts';

/** A page or a file without data, as it is sent. */
export interface Asset {
  readonly type: string;
  /** The same buffer each time, so that it is compressed only once. */
  readonly bytes: Buffer;
  /** A strong entity tag of the uncompressed bytes. */
  readonly etag: string;
  /** The content security policy of a page; undefined for other files. */
  readonly policy?: string;
  /** True for a file whose address changes with its content. */
  readonly isImmutable?: boolean;
}

/**
 * Sends a file, or 304 to a caller that has it.
 * @param status the status of an answer with the file; 200 by default
 */
export function sendAsset(response: ServerResponse, asset: Asset, status = 200): void {
  if (response.destroyed || response.writableEnded) return;
  const { type, bytes, etag, policy, isImmutable } = asset;
  const { method, headers } = response.req;
  if (policy !== undefined) response.setHeader('content-security-policy', policy);
  response.setHeader('etag', etag);
  // A browser may cache a page for an hour, and then revalidates it.
  const caching = isImmutable ? 'max-age=31536000, immutable' : 'max-age=3600, must-revalidate';
  response.setHeader('cache-control', `public, ${caching}`);
  if (status === 200 && matchesEtag(headers['if-none-match'], etag)) {
    response.writeHead(304).end();
    return;
  }
  response.statusCode = status;
  response.setHeader('content-type', type);
  response.setHeader('content-length', bytes.length);
  response.end(method === 'HEAD' ? undefined : bytes);
}
