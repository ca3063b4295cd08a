import type { IncomingMessage } from 'node:http';
import { MAX_BODY_BYTES } from '../http/body-limit.ts';
import { textOf } from '../http/body-text.ts';
import { isJsonType } from '../http/media-type.ts';
import { readBody } from '../http/read-body.ts';
import { inexactNumberOf, type InexactNumber } from '../posthog/request/inexact-numbers.ts';
import { isJsonTooDeep, isTooDeep, MAX_VALUE_DEPTH } from '../posthog/request/value-depth.ts';
import { errorReply, fieldReply, RejectedRequest, type Reply } from './envelope.ts';

/**
 * The JSON of a request; undefined when it has no body.
 * @throws RejectedRequest when it is too large, is not declared as JSON, is not valid JSON in UTF-8, or has a number
 *   that would be sent as another one
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const bytes = await readBytes(request);
  if (bytes.length === 0) return undefined;
  const type = request.headers['content-type'] ?? '';
  if (!isJsonType(type)) {
    const detail = `Unsupported media type "${type}" in request.`;
    throw new RejectedRequest(errorReply(415, 'invalid_request', 'unsupported_media_type', detail));
  }
  const text = textOf(bytes);
  if (text === undefined) throw unreadable('the body is not valid UTF-8');
  const value = isJsonTooDeep(bytes) ? TOO_DEEP : parseJson(text);
  if (value === TOO_DEEP || isTooDeep(value)) {
    throw unreadable(`nested more than ${MAX_VALUE_DEPTH} levels deep`);
  }
  const inexact = inexactNumberOf(text, value);
  if (inexact) throw new RejectedRequest(changed(inexact));
  return value;
}

const TOO_DEEP = Symbol('JSON that is not parsed');

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable((error as SyntaxError).message);
  }
}

function unreadable(why: string): RejectedRequest {
  return new RejectedRequest(
    errorReply(400, 'invalid_request', 'parse_error', `JSON parse error - ${why}`),
  );
}

/** Sources that are longer are cut in messages. */
const MAX_SHOWN = 40;

function changed({ path, source }: InexactNumber): Reply {
  const shown = source.length > MAX_SHOWN ? `${source.slice(0, MAX_SHOWN)}…` : source;
  const detail = `${shown} is too large to be exact: it would be sent as another number. Send it as a string if it is a text.`;
  return fieldReply(path.join('__') || null, 'invalid_input', detail);
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) throw tooLarge(request);
  const body = await readBody(request, MAX_BODY_BYTES);
  if (body === null) throw tooLarge(request);
  return body;
}

/** 400 rather than 413, as PostHog's framework answers (`RequestDataTooBig`). */
function tooLarge(request: IncomingMessage): RejectedRequest {
  // The rest of the body is discarded, and the connection is closed after the reply.
  request.resume();
  const detail = `The body may have at most ${MAX_BODY_BYTES} bytes.`;
  return new RejectedRequest(
    errorReply(400, 'invalid_request', 'request_too_large', detail, { connection: 'close' }),
  );
}
