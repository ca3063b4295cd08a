import type { IncomingMessage } from 'node:http';

/** Where the gateway is mounted, for one request. */
export interface Mount {
  /** The path below which the gateway is mounted, without a slash at its end; '' at the root. */
  readonly prefix: string;
  /** The path and query below it. */
  readonly url: string;
  /** True for the mount's own address without a slash at its end, to which relative addresses are not below the mount. */
  readonly isExact: boolean;
}

/** Express and its relatives remove the path of a mounted handler from `url` and say what they removed. */
type MountedRequest = Pick<IncomingMessage, 'url'> & {
  readonly baseUrl?: unknown;
  readonly originalUrl?: unknown;
};

const pathOf = (url: string) => url.split('?', 1)[0] ?? '';

/**
 * Splits a request's address at the path below which the gateway is mounted.
 * @returns undefined when the address is not below that path
 */
export function mountOf(request: MountedRequest, basePath: string): Mount | undefined {
  const { url = '/', baseUrl, originalUrl } = request;
  if (typeof baseUrl === 'string' && baseUrl !== '') {
    const isExact = typeof originalUrl === 'string' && pathOf(originalUrl) === baseUrl;
    return { prefix: baseUrl, url, isExact };
  }
  const rest = url.slice(basePath.length);
  if (!url.startsWith(basePath) || !/^(?:[/?]|$)/.test(rest)) return undefined;
  const isExact = basePath !== '' && !rest.startsWith('/');
  return { prefix: basePath, url: isExact ? `/${rest}` : rest, isExact };
}
