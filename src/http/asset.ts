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
  /** True for a page that names files of the same release, which a browser must not take from an older one. */
  readonly isRevalidated?: boolean;
}

/**
 * Sends a file, or 304 to a caller that has it.
 * @param status the status of an answer with the file; 200 by default
 */
export function sendAsset(response: ServerResponse, asset: Asset, status = 200): void {
  if (response.destroyed || response.writableEnded) return;
  const { type, bytes, etag, policy } = asset;
  const { method, headers } = response.req;
  if (policy !== undefined) response.setHeader('content-security-policy', policy);
  response.setHeader('etag', etag);
  response.setHeader('cache-control', `public, ${cachingOf(asset)}`);
  if (status === 200 && matchesEtag(headers['if-none-match'], etag)) {
    response.writeHead(304).end();
    return;
  }
  response.statusCode = status;
  response.setHeader('content-type', type);
  response.setHeader('content-length', bytes.length);
  response.end(method === 'HEAD' ? undefined : bytes);
}

function cachingOf({ isImmutable, isRevalidated }: Asset): string {
  if (isImmutable) return 'max-age=31536000, immutable';
  return isRevalidated ? 'no-cache' : 'max-age=3600, must-revalidate';
}
