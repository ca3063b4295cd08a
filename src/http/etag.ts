import { createHash } from 'node:crypto';

/** A strong entity tag of a text or of bytes, with its quotes. */
export function etagOf(content: string | Uint8Array): string {
  return `"${createHash('sha256').update(content).digest('base64url')}"`;
}

/**
 * True when the caller has the answer with this tag already.
 * @param condition the request's `If-None-Match`: a list of tags, or `*`. Compared weakly, as reading
 * wants it (RFC 9110, 13.1.2)
 */
export function matchesEtag(condition: string | null | undefined, etag: string): boolean {
  const tags = (condition ?? '').split(',').map(opaque);
  return tags.includes('*') || tags.includes(opaque(etag));
}

const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
