import { isJsonTooDeep } from '../../posthog/request/value-depth.ts';
import type { Kind } from './kinds.ts';

const WHOLE = /^-?(?:0|[1-9]\d*)$/;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * Reads text as the value that a schema wants in its place: a number in plain decimal notation, `true` or `false`, or
 * a list or an object in JSON. A number is read only if it is exact.
 * @param kinds what the schema wants, which is not text
 * @returns undefined when the text is not exactly such a value
 */
export function readText(text: string, kinds: ReadonlySet<Kind>): unknown {
  if (kinds.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (kinds.has('number')) return readNumber(text, NUMBER) ?? readJson(text, kinds);
  if (kinds.has('integer')) return readNumber(text, WHOLE) ?? readJson(text, kinds);
  return readJson(text, kinds);
}

function readNumber(text: string, notation: RegExp): number | undefined {
  if (!notation.test(text) || text === '-0') return undefined;
  const number = Number(text);
  return Number.isFinite(number) && isExact(number) ? number : undefined;
}

/** False for a whole number that JavaScript cannot hold exactly: it would be sent as another one. */
export const isExact = (number: number): boolean =>
  !Number.isInteger(number) || Number.isSafeInteger(number);

function readJson(text: string, kinds: ReadonlySet<Kind>): unknown {
  const start = text.trimStart()[0];
  const wanted = (start === '[' && kinds.has('array')) || (start === '{' && kinds.has('object'));
  if (!wanted || isJsonTooDeep(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
