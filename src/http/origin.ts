import type { IncomingMessage } from 'node:http';
import { isLoopback } from './loopback.ts';
import type { Refusal } from './reply.ts';

const OWN_SITE = new Set(['same-origin', 'none']);

export interface OriginPolicy {
  /** Origins whose pages may call. */
  readonly corsOrigins: readonly string[];
  /** Names this server may be addressed by, besides those of loopback; undefined: any. */
  readonly allowedHosts: readonly string[] | undefined;
}

/** True when the request comes from a page of an origin in CORS_ORIGINS. */
export function isAllowedOrigin(request: IncomingMessage, policy: OriginPolicy): boolean {
  const { origin } = request.headers;
  return origin !== undefined && policy.corsOrigins.includes(origin);
}

/**
 * Refuses requests addressed to a name that is not this server's.
 * @returns undefined when the request may pass
 */
export function checkHost(
  { headers }: IncomingMessage,
  { allowedHosts }: OriginPolicy,
): Refusal | undefined {
  if (isAllowedHost(headers.host, allowedHosts)) return undefined;
  return {
    status: 421,
    code: 'HOST_NOT_ALLOWED',
    message:
      'This server does not accept requests for that host name. Add it to ALLOWED_HOSTS to allow it.',
  };
}

/**
 * Keeps other sites' pages from using the key this server holds through a visitor's browser.
 * Browsers say where a request comes from (`Sec-Fetch-Site`; `Origin` in older ones and over plain
 * HTTP); programs say neither and pass.
 * @returns undefined when the request may pass
 */
export function checkOrigin(request: IncomingMessage, policy: OriginPolicy): Refusal | undefined {
  if (isAllowedOrigin(request, policy)) return undefined;
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const foreign =
    typeof site === 'string'
      ? !OWN_SITE.has(site)
      : origin !== undefined && URL.parse(origin)?.host !== host;
  if (!foreign) return undefined;
  return {
    status: 403,
    code: 'ORIGIN_NOT_ALLOWED',
    message:
      'Pages of other origins may not call this API. Add the origin to CORS_ORIGINS to allow it.',
  };
}

/** A page that rebinds its own name to this machine would be same-origin with it; its name gives it away. */
function isAllowedHost(header: string | undefined, allowed: readonly string[] | undefined) {
  if (allowed === undefined || header === undefined) return true;
  const name = header.replace(/:\d+$/, '').toLowerCase();
  return isLoopback(name) || allowed.some((host) => host.toLowerCase() === name);
}
