import type { IncomingMessage } from 'node:http';
import type { Refusal } from '../http/reply.ts';
import { isPublic } from '../server/public-paths.ts';
import type { GatewayOptions } from './gateway.ts';

/** A request, with what the application gave to the gateway. */
export interface Arrival {
  readonly incoming: IncomingMessage;
  readonly original: IncomingMessage | Request;
  /** The path below the mount, as it was sent. */
  readonly path: string;
}

/**
 * Lets the application decide about the caller of a request, unless the path holds no data.
 * @returns undefined when the request is allowed
 * @throws what the application's function throws
 */
export async function checkCaller(
  { incoming, original, path }: Arrival,
  authenticate: GatewayOptions['authenticate'],
): Promise<Refusal | undefined> {
  if (!authenticate || isPublic(incoming, { path })) return undefined;
  const { method = '' } = incoming;
  const headers = original instanceof Request ? original.headers : headersOf(incoming);
  const isAllowed = await authenticate({ headers, method, path, request: original });
  return isAllowed ? undefined : notAuthenticated;
}

function headersOf({ headersDistinct }: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(headersDistinct))
    for (const value of values) headers.append(name, value);
  return headers;
}

const notAuthenticated: Refusal = {
  status: 401,
  code: 'CALLER_NOT_AUTHENTICATED',
  message: 'The application that this API is part of does not know the caller.',
};
