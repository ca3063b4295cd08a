import type { IncomingMessage } from 'node:http';
import type { ForwardedReader } from './forwarded.ts';

/** The address below which a caller reached this server, without a slash at its end: `https://example.com/experiments`. */
export type PublicUrl = (request: IncomingMessage) => string;

const defaultPorts = { http: '80', https: '443' } as const;

/**
 * Creates the function that tells a request's public address, from which links are built.
 * @param configured the one address of this server; undefined takes it from the request and its trusted proxies
 * @param forwarded reads the headers of trusted proxies
 */
export function createPublicUrl(
  configured: string | undefined,
  forwarded: ForwardedReader = () => ({}),
): PublicUrl {
  if (configured !== undefined) return () => configured;
  return (request) => {
    const {
      scheme = 'http',
      host = request.headers.host ?? 'localhost',
      port,
      prefix = '',
    } = forwarded(request);
    const isComplete = port === undefined || port === defaultPorts[scheme] || /:\d+$/.test(host);
    return `${scheme}://${isComplete ? host : `${host}:${port}`}${prefix}`;
  };
}
