import type { IncomingMessage } from 'node:http';
import { isHost } from '../http/host.ts';
import type { Refusal } from '../http/reply.ts';

/**
 * The target of a request. It is parsed once, when the request arrives: guards, routes, headers and the log
 * all use this value, and no code parses the URL a second time.
 */
export interface RequestTarget {
  /** Normalized, so that guards and routes compare the same path. */
  readonly path: string;
  /** The query with its `?`; empty when there is none. */
  readonly search: string;
  /** True for a URL in absolute form, as in requests to a proxy (RFC 9112, 3.2.2). */
  readonly isAbsolute: boolean;
  /**
   * True when a slash at the end of the path was removed. Relative addresses in an answer are relative to the address
   * with the slash.
   */
  readonly hasSlash: boolean;
}

/**
 * Matches every path of this server: segments of unreserved characters and `@`, which strict clients send as
 * `%40`. Rejects anything that some parser could read as a different path: dot segments, empty segments,
 * other escapes, backslashes, `;`, control characters, non-ASCII.
 */
const PATH = /^(?:\/|(?:\/(?!\.{1,2}(?:\/|$))(?:[\w.~@-]|%40)+)+\/?)$/;

/** Printable ASCII, except `#`, which would start a fragment: clients never send fragments. */
const SEARCH = /^(?:\?[\x21\x22\x24-\x7e]*)?$/;

/** Bytes in the query, as many as follow each other: a character has up to four. */
const ESCAPES = /(?:%[\da-f]{2})+/gi;

const ABSOLUTE = /^http:\/\/([^/?#]*)(.*)$/is;

/** The last URL that was sent in normal form, cached because callers send the same one repeatedly. */
let lastRead: { readonly sent: string; readonly target: RequestTarget } = {
  sent: '/',
  target: { path: '/', search: '', isAbsolute: false, hasSlash: false },
};

/**
 * Parses the target of a request. Afterwards the request's `url` is the normalized path and query, and its
 * `headers.host` is the host of a URL in absolute form, which overrides the header, so that libraries that read
 * these properties see the same values.
 * @returns a refusal when the URL is ambiguous, or when there is no single valid host
 */
export function readRequestTarget(request: IncomingMessage): RequestTarget | Refusal {
  const sent = request.url ?? '';
  const absolute = ABSOLUTE.exec(sent);
  const [, authority, rest = ''] = absolute ?? [];
  const host = authority ?? request.headers.host;
  if (hasSecondHost(request) || (host !== undefined && !isHost(host))) return badHost;
  if (sent === lastRead.sent) return lastRead.target;
  const address = absolute ? rest.replace(/^(?!\/)/, '/') : sent;
  const sentPath = pathOf(address);
  const search = address.slice(sentPath.length);
  if (!PATH.test(sentPath) || !SEARCH.test(search)) return notNormal;
  if (!isUtf8Query(search)) return notUtf8;
  const plainPath = sentPath.replaceAll('%40', '@');
  const path = withoutSlash(plainPath);
  request.url = path + search;
  if (authority !== undefined) request.headers.host = authority;
  const hasSlash = path !== plainPath;
  const target = { path, search, isAbsolute: absolute !== null, hasSlash };
  if (request.url === sent) lastRead = { sent, target };
  return target;
}

/**
 * Clients append a slash to the address they were given. It is removed where no other address has one; the REST API
 * reads both forms by itself, as PostHog does.
 */
const withoutSlash = (path: string) =>
  /^\/(?:graphql|graphql\/stream|mcp|health|ready)\/$/.test(path) ? path.slice(0, -1) : path;

/** False for a query whose escapes are not UTF-8: decoding puts U+FFFD in their place, which nobody has asked for. */
function isUtf8Query(search: string): boolean {
  try {
    for (const escapes of search.match(ESCAPES) ?? []) decodeURIComponent(escapes);
    return true;
  } catch {
    return false;
  }
}

/** The path of a refused URL for the log, without its query and truncated to 200 characters. */
export function refusedPath({ url = '' }: IncomingMessage): string {
  return url.startsWith('/') ? pathOf(url).slice(0, 200) : '(not a path)';
}

const pathOf = (address: string) => address.split('?', 1)[0] ?? '';

/** Node uses the first of several `Host` lines; a proxy in front may have used another one. */
function hasSecondHost({ rawHeaders }: IncomingMessage): boolean {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at];
    if (name?.length === 4 && name.toLowerCase() === 'host') count += 1;
  }
  return count > 1;
}

const badHost: Refusal = {
  status: 400,
  code: 'BAD_REQUEST',
  message: 'Send one Host header with a host name or address and, if needed, a port.',
};

const notUtf8: Refusal = {
  status: 400,
  code: 'BAD_REQUEST',
  message: 'The query of this request has percent-escapes that are not UTF-8. Nothing was done.',
};

const notNormal: Refusal = {
  status: 404,
  code: 'NOT_FOUND',
  message:
    'The path of this request is not in its normal form, so it was not found. Send the path without dot segments, empty segments or percent-escapes, and percent-encode the query.',
};
