import type { IncomingMessage } from 'node:http';
import { withBody } from '../http/with-body.ts';

/** Body parsers of frameworks leave what they have read here. */
interface ParsedRequest {
  readonly body?: unknown;
}

/**
 * The request with a body that can be read, for one whose body a parser of the application has read before.
 * @returns undefined when nothing is left of the body
 */
export function withReadableBody(
  request: IncomingMessage & ParsedRequest,
): IncomingMessage | undefined {
  if (!request.readableDidRead) return request;
  const { body } = request;
  if (body === undefined) return undefined;
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  return withBody(request, Buffer.from(isRaw ? body : JSON.stringify(body)));
}
