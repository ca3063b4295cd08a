import type { IncomingMessage } from 'node:http';
import type { Refusal } from '../http/reply.ts';

/**
 * What a request is addressed to. It is read once, when the request arrives: guards, routes, headers
 * and the log all decide on this value, and nothing parses the address a second time.
 */
export interface RequestTarget {
  /** In normal form, so that the path a guard compares is the path a route matches. */
  readonly path: string;
  /** The query with its `?`; empty when there is none. */
  readonly search: string;
  /** True when the address named the host as well, as requests to a proxy do (RFC 9112, 3.2.2). */
  readonly isAbsolute: boolean;
}

/**
 * Every path this server has fits in here: segments of unreserved characters and `@`, which strict
 * clients send as `%40`. Whatever some parser could read as another path (dot segments, empty segments,
 * other escapes, backslashes, `;`, controls, non-ASCII) does not.
 */
const PATH = /^(?:\/|(?:\/(?!\.{1,2}(?:\/|$))(?:[\w.~@-]|%40)+)+\/?)$/;

/** Printable ASCII. A `#` would begin a fragment, which is never sent. */
const SEARCH = /^(?:\?[\x21\x22\x24-\x7e]*)?$/;

const ABSOLUTE = /^http:\/\/([^/?#]*)(.*)$/is;

/** A name or an address with an optional port. Anything else could move the path when a URL is built from it. */
const HOST = /^(?:[a-z\d._-]+|\[[a-f\d:.]+\])(?::\d{1,5})?$/i;

/** The last address that was in normal form as it was sent. Callers send the same one again and again. */
let lastRead: { readonly sent: string; readonly target: RequestTarget } = {
  sent: '/',
  target: { path: '/', search: '', isAbsolute: false },
};

/**
 * Reads the address of a request. Afterwards the request's own `url` is that path and query, and its
 * `headers.host` is the host of an absolute address, which overrides the header: libraries that read
 * them see the same value.
 * @returns a refusal when the address could be read in two ways, or no single valid host is named
 */
export function readRequestTarget(request: IncomingMessage): RequestTarget | Refusal {
  const sent = request.url ?? '';
  const absolute = ABSOLUTE.exec(sent);
  const [, authority, rest = ''] = absolute ?? [];
  const host = authority ?? request.headers.host;
  if (hasSecondHost(request) || (host !== undefined && !HOST.test(host))) return badHost;
  if (sent === lastRead.sent) return lastRead.target;
  const address = absolute ? rest.replace(/^(?!\/)/, '/') : sent;
  const sentPath = pathOf(address);
  const search = address.slice(sentPath.length);
  if (!PATH.test(sentPath) || !SEARCH.test(search)) return notNormal;
  const path = sentPath.replaceAll('%40', '@');
  request.url = path + search;
  if (authority !== undefined) request.headers.host = authority;
  const target = { path, search, isAbsolute: absolute !== null };
  if (request.url === sent) lastRead = { sent, target };
  return target;
}

/** The path of a refused address for the log, without its query and cut to 200 characters. */
export function refusedPath({ url = '' }: IncomingMessage): string {
  return url.startsWith('/') ? pathOf(url).slice(0, 200) : '(not a path)';
}

const pathOf = (address: string) => address.split('?', 1)[0] ?? '';

/** Node keeps the first of several `Host` lines; a proxy in front may have decided on another one. */
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

const notNormal: Refusal = {
  status: 404,
  code: 'NOT_FOUND',
  message:
    'The path of this request is not in its normal form, so it was not found. Send the path without dot segments, empty segments or percent-escapes, and percent-encode the query.',
};
