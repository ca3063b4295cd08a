import type { IncomingMessage } from 'node:http';
import { checkHost, checkOrigin } from '../../http/origin.ts';
import { ApiError, unsupportedMediaType } from '../model/errors.ts';

const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/;
const WILDCARDS = new Set(['0.0.0.0', '::']);
const JSON_TYPE = /^application\/json\s*(?:;|$)/i;

/** Decides which requests the sandbox's HTTP server answers at all. */
export interface Guard {
  /** @throws ApiError 421 for a host name this server does not answer to */
  checkApi(request: IncomingMessage): void;
  /** @throws ApiError 403, 415, 421 for a call that no local program made */
  checkControl(request: IncomingMessage): void;
}

/**
 * The guard of a sandbox that listens on `host`. Requests may be addressed to a loopback name, to
 * `host`, to the address they arrived at, and to the names in `allowedHosts`.
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
          detail: 'Control calls are answered to programs on the same machine only.',
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
 * A page can send a POST to another origin without a preflight, but not with a JSON content type.
 * A POST without a body may leave the type out if it comes from a program: browsers always send
 * `Origin` with a POST.
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

/** An address as a Host header writes it. */
const bracketed = (address: string) =>
  address.includes(':') && !address.startsWith('[') ? `[${address}]` : address;

/** An IPv4 address as a dual-stack socket reports it, without its IPv6 prefix. */
const unmapped = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '');
