import type { IncomingMessage } from 'node:http';
import { checkHost, checkOrigin } from '../../http/origin.ts';
import { ApiError, unsupportedMediaType } from '../model/errors.ts';

const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/;
const WILDCARDS = new Set(['0.0.0.0', '::']);
const JSON_TYPE = /^application\/json\s*(?:;|$)/i;

/** Decides which requests the sandbox's HTTP server accepts. */
export interface Guard {
  /** @throws ApiError 421 for a host name that is not allowed */
  checkApi(request: IncomingMessage): void;
  /** @throws ApiError 403, 415, 421 for a call that does not come from a local program */
  checkControl(request: IncomingMessage): void;
}

/**
 * Creates the guard of a sandbox that listens on `host`. Allowed host names are loopback names, `host`, the
 * address of the connection, and the names in `allowedHosts`.
 */
export function createGuard(host: string, allowedHosts: readonly string[]): Guard {
  const names = [...allowedHosts, ...(WILDCARDS.has(host) ? [] : [bracketed(host)])];
  const policyFor = ({ socket }: IncomingMessage) => ({
    corsOrigins: [],
    allowedHosts: [...names, bracketed(unmapped(socket.localAddress ?? ''))],
  });
  return {
    checkApi(request) {
      refuse(checkHost(request, policyFor(request)));
    },
    checkControl(request) {
      if (!LOOPBACK.test(request.socket.remoteAddress ?? '')) {
        throw new ApiError(403, {
          type: 'authentication_error',
          code: 'not_local',
          detail: 'Control calls are only accepted from programs on the same machine.',
          attr: null,
        });
      }
      const policy = policyFor(request);
      refuse(checkHost(request, policy) ?? checkOrigin(request, policy));
      checkContentType(request);
    },
  };
}

/**
 * Requires a JSON content type, because a page can send a POST to another origin without a preflight, but not
 * with that type. A POST without a body and without `Origin` may omit the type: browsers always send `Origin`
 * with a POST.
 */
function checkContentType({ method, headers }: IncomingMessage): void {
  if (method !== 'POST' || JSON_TYPE.test(headers['content-type'] ?? '')) return;
  const fromBrowser = headers.origin !== undefined || headers['sec-fetch-site'] !== undefined;
  const hasBody =
    headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (headers['content-type'] === undefined && !fromBrowser && !hasBody) return;
  throw unsupportedMediaType(
    headers['content-type'] ?? '',
    ' Send control calls with `content-type: application/json`.',
  );
}

function refuse(refusal: ReturnType<typeof checkOrigin>): void {
  if (!refusal) return;
  const { status, code, message } = refusal;
  const type = status === 421 ? 'invalid_request' : 'authentication_error';
  throw new ApiError(status, { type, code: code.toLowerCase(), detail: message, attr: null });
}

/** An address in the notation of a Host header. */
const bracketed = (address: string) =>
  address.includes(':') && !address.startsWith('[') ? `[${address}]` : address;

/** Removes the IPv6 prefix with which a dual-stack socket reports an IPv4 address. */
const unmapped = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '');
