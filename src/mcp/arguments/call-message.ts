import { isJsonObject } from '../../posthog/api/json.ts';

/** A message with arguments that can be read, or why it has none. */
export type CallMessage = { readonly message: unknown } | { readonly refusal: string };

const REFUSED =
  'Invalid params: the arguments of tools/call must be an object, such as {"id": 4}, and its name must be a string.';

/**
 * Values that the arguments of one call may have, those in lists and objects included. They are looked through several
 * times, which takes about ten microseconds for each of them.
 */
const MAX_VALUES = 10_000;

const TOO_MANY = `Invalid params: the arguments of a call may have ${MAX_VALUES} values, those in lists and objects included. Nothing was done.`;

/**
 * A message in which the arguments of a tool call are an object, as the SDK requires: null and the empty list, which
 * is how PHP writes an empty object, are no arguments, and text is read as JSON. Any other message is returned as it is.
 * Arguments with more than {@link MAX_VALUES} values are refused before anything else looks at them.
 */
export function withReadableArguments(message: unknown): CallMessage {
  if (!isJsonObject(message) || message['method'] !== 'tools/call' || !('id' in message))
    return { message };
  const { params } = message;
  if (!isJsonObject(params) || typeof params['name'] !== 'string') return { refusal: REFUSED };
  const { arguments: given, ...others } = params;
  const read = isJsonObject(given) ? given : readObject(given);
  if (!read) return { refusal: REFUSED };
  if (hasTooMany(read)) return { refusal: TOO_MANY };
  if (read === given) return { message };
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

/** True for more than {@link MAX_VALUES} values. Does not call itself: arguments that were text may be nested at will. */
function hasTooMany(args: object): boolean {
  const open: object[] = [args];
  let count = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const values: unknown[] = Array.isArray(next) ? next : Object.values(next);
    count += values.length;
    if (count > MAX_VALUES) return true;
    for (const value of values) if (typeof value === 'object' && value !== null) open.push(value);
  }
  return false;
}
