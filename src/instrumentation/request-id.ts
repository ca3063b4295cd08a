import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Header in which a caller names its request, and in which the answer repeats the name. */
export const REQUEST_ID_HEADER = 'x-request-id';

/** What proxies and clients send: UUIDs, ULIDs, `Root=1-67891233-…`. Nothing that could forge a line of a log. */
const REQUEST_ID = /^[\w.:=+/@~-]{1,128}$/;

/** The id that the caller gave its request, if it can be used, otherwise a new one. */
export function readRequestId({ [REQUEST_ID_HEADER]: sent }: IncomingHttpHeaders): string {
  return typeof sent === 'string' && REQUEST_ID.test(sent) ? sent : randomUUID();
}
