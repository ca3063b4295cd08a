import { isJsonObject } from '../../posthog/api/json.ts';

/** A message with arguments that can be read, or why it has none. */
export type CallMessage = { readonly message: unknown } | { readonly refusal: string };

const REFUSED =
  'Invalid params: the arguments of tools/call must be an object, such as {"id": 4}, and its name must be a string.';

/**
 * A message in which the arguments of a tool call are an object, as the SDK requires: null and the empty list, which
 * is how PHP writes an empty object, are no arguments, and text is read as JSON. Any other message is returned as it is.
 */
export function withReadableArguments(message: unknown): CallMessage {
  if (!isJsonObject(message) || message['method'] !== 'tools/call' || !('id' in message))
    return { message };
  const { params } = message;
  if (!isJsonObject(params) || typeof params['name'] !== 'string') return { refusal: REFUSED };
  const { arguments: given, ...others } = params;
  if (isJsonObject(given)) return { message };
  const read = readObject(given);
  if (!read) return { refusal: REFUSED };
  return { message: { ...message, params: { ...others, arguments: read } } };
}

function readObject(given: unknown): Readonly<Record<string, unknown>> | undefined {
  if (given === undefined || given === null) return {};
  if (Array.isArray(given)) return given.length === 0 ? {} : undefined;
  if (typeof given !== 'string') return undefined;
  try {
    const read: unknown = given.trim() === '' ? {} : JSON.parse(given);
    return isJsonObject(read) ? read : undefined;
  } catch {
    return undefined;
  }
}
