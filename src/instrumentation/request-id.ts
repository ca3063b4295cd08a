import { randomFillSync } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Header in which a caller names its request, and in which the answer repeats the name. */
export const REQUEST_ID_HEADER = 'x-request-id';

/** What proxies and clients send: UUIDs, ULIDs, `Root=1-67891233-…`. Nothing that could forge a line of a log. */
const REQUEST_ID = /^[\w.:=+/@~-]{1,128}$/;

/** The id that the caller gave its request, if it can be used, otherwise a new one. */
export function readRequestId({ [REQUEST_ID_HEADER]: sent }: IncomingHttpHeaders): string {
  return typeof sent === 'string' && REQUEST_ID.test(sent) ? sent : newRequestId();
}

const BYTES = 16;
/** Random bytes of the next ids: `randomUUID` takes twice as long, which every request would pay for. */
const random = Buffer.allocUnsafe(256 * BYTES);
let used = random.length;

/** 32 random hex digits, the form of a trace id. */
function newRequestId(): string {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  used += BYTES;
  return random.toString('hex', used - BYTES, used);
}
