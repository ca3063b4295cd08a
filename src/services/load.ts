import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { LoadLimit, type Leave } from '../http/load-limit.ts';
import type { Upstream } from '../posthog/client.ts';
import { callerNames } from './caller-names.ts';

/** The bound of what a process works on at a time. */
export interface Load {
  readonly limit: LoadLimit;
  readonly callerOf: (request: IncomingMessage) => string;
  /** Begins an operation on a connection that is open already; undefined when it must be refused. */
  enter(headers: IncomingHttpHeaders): Leave | undefined;
}

/**
 * @param max requests and operations in progress at a time
 * @param serverKey the key for callers without one
 */
export function createLoad(max: number, upstream: Upstream, serverKey: string | undefined): Load {
  const limit = new LoadLimit(max);
  const callerOf = callerNames(upstream, serverKey);
  return { limit, callerOf, enter: (headers) => limit.enter(() => callerOf({ headers })) };
}
