import {
  INVALID_REQUEST,
  PARSE_ERROR,
  parseJSONRPCMessage,
  ProtocolErrorCode,
  type JSONRPCMessage,
} from '@modelcontextprotocol/server';
import { isJsonTooDeep, MAX_JSON_DEPTH } from '../posthog/request/value-depth.ts';
import { withReadableArguments } from './arguments/call-message.ts';

/** A parsed line: a message, or the error response to an invalid one. */
export type ReadLine =
  { readonly message: JSONRPCMessage } | { readonly refusal: JSONRPCMessage } | undefined;

/** The message for what is nested too deeply to be parsed. */
export const TOO_DEEP = `Invalid request: nested more than ${MAX_JSON_DEPTH} levels deep.`;

/** The message for an array, whatever is in it: no limit counts the messages of one request or line. */
export const NO_BATCHES =
  'Invalid request: batches are not supported. Send each message by itself.';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** In JSON-RPC the error response to a message without a readable id has the id null, which the SDK's type omits. */
export function refusalOf(code: number, message: string, id: unknown = null): JSONRPCMessage {
  return { jsonrpc: '2.0', id, error: { code, message } } as JSONRPCMessage;
}

/** Parses one line. Undefined for a blank line, and for a malformed response, which must not be answered. */
export function readMessage(line: Buffer): ReadLine {
  let read: unknown;
  if (isJsonTooDeep(line)) return { refusal: refusalOf(INVALID_REQUEST, TOO_DEEP) };
  try {
    const text = utf8.decode(line);
    if (text.trim() === '') return undefined;
    read = JSON.parse(text);
  } catch {
    return {
      refusal: refusalOf(PARSE_ERROR, 'Parse error: each line must be one JSON-RPC message.'),
    };
  }
  if (Array.isArray(read)) return { refusal: refusalOf(INVALID_REQUEST, NO_BATCHES) };
  const call = withReadableArguments(read);
  if ('refusal' in call) {
    return { refusal: refusalOf(ProtocolErrorCode.InvalidParams, call.refusal, idOf(read)) };
  }
  try {
    return { message: parseJSONRPCMessage(call.message) };
  } catch {
    if (isAnswer(read)) return undefined;
    const message = 'Invalid request: not a JSON-RPC 2.0 message.';
    return { refusal: refusalOf(INVALID_REQUEST, message, idOf(read)) };
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isAnswer = (value: unknown) =>
  isObject(value) && !('method' in value) && ('result' in value || 'error' in value);

/** The id of a request, null for a value without a valid one. */
export function idOf(value: unknown): string | number | null {
  const id = isObject(value) ? value['id'] : undefined;
  return typeof id === 'string' || Number.isSafeInteger(id) ? (id as string | number) : null;
}
