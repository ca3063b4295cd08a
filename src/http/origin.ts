import type { IncomingMessage } from 'node:http';
import { isLoopback } from './loopback.ts';
import type { Refusal } from './reply.ts';

const OWN_SITE = new Set(['same-origin', 'none']);

export interface OriginPolicy {
  /** Origins whose pages may call this server. `https://*.example.com` stands for one label. */
  readonly corsOrigins: readonly string[];
  /** Host names this server accepts besides loopback names; undefined accepts any. */
  readonly allowedHosts: readonly string[] | undefined;
  /** The origin of PUBLIC_URL: its pages are this server's own. */
  readonly publicOrigin?: string | undefined;
  /** The host that a trusted proxy was addressed by; undefined for other peers. */
  readonly forwardedHost?: ((request: IncomingMessage) => string | undefined) | undefined;
}

/** True when the request comes from a page of an origin in CORS_ORIGINS. */
export function isAllowedOrigin(request: IncomingMessage, policy: OriginPolicy): boolean {
  const { origin } = request.headers;
  return origin !== undefined && policy.corsOrigins.some((allowed) => matches(allowed, origin));
}

function matches(allowed: string, origin: string): boolean {
  const [before = '', after] = allowed.split('*');
  if (after === undefined) return origin === allowed;
  const label = origin.slice(before.length, -after.length);
  return origin === before + label + after && /^[a-z\d-]+$/.test(label);
}

/**
 * Refuses requests to a host name that is not this server's. Behind a proxy that names itself in `Host`, the name that
 * the proxy was addressed by must be in the list as well.
 * @returns undefined when the request is allowed
 */
export function checkHost(request: IncomingMessage, policy: OriginPolicy): Refusal | undefined {
  const names = [request.headers.host, listedHost(request, policy)];
  if (names.every((name) => isAllowedHost(name, policy.allowedHosts))) return undefined;
  return {
    status: 421,
    code: 'HOST_NOT_ALLOWED',
    message:
      'This server does not accept requests for that host name. Add it to ALLOWED_HOSTS to allow it.',
  };
}

/**
 * Prevents other sites' pages from using this server's configured key through a visitor's browser (CSRF).
 * Browsers send a request's origin (`Sec-Fetch-Site`; `Origin` in older browsers and over plain HTTP); other
 * programs send neither and are allowed.
 * @returns undefined when the request is allowed
 */
export function checkOrigin(request: IncomingMessage, policy: OriginPolicy): Refusal | undefined {
  if (isAllowedOrigin(request, policy)) return undefined;
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const foreign =
    typeof site === 'string'
      ? !OWN_SITE.has(site)
      : origin !== undefined && !isOwnOrigin(origin, request, policy);
  if (!foreign) return undefined;
  return {
    status: 403,
    code: 'ORIGIN_NOT_ALLOWED',
    message:
      'Pages of other origins may not call this API. Add the origin to CORS_ORIGINS to allow it.',
  };
}

function isOwnOrigin(origin: string, request: IncomingMessage, policy: OriginPolicy): boolean {
  if (origin === policy.publicOrigin) return true;
  const host = URL.parse(origin)?.host;
  return host !== undefined && [request.headers.host, listedHost(request, policy)].includes(host);
}

/**
 * The host that a trusted proxy was addressed by. Only a list of host names can tell whether it is this server's, so
 * that without one it does not count.
 */
const listedHost = (request: IncomingMessage, { allowedHosts, forwardedHost }: OriginPolicy) =>
  allowedHosts === undefined || allowedHosts.length === 0 ? undefined : forwardedHost?.(request);

/** Protects against DNS rebinding: the page would be same-origin, but its host name is not in the list. */
function isAllowedHost(header: string | undefined, allowed: readonly string[] | undefined) {
  if (allowed === undefined || header === undefined) return true;
  const name = header.replace(/:\d+$/, '').toLowerCase();
  return isLoopback(name) || allowed.some((host) => host.toLowerCase() === name);
}
