// Finds where JSON values start and end in their bytes, without decoding them. Only brackets and quotes are
// examined, so this takes a third of the time of `JSON.parse` and creates no garbage.

import { MAX_JSON_DEPTH } from '../../request/value-depth.ts';

const SPACE = 0x20;
export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN_LIST = 0x5b;
export const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;

/** Thrown when the bytes are truncated, or contain something that only `JSON.parse` handles. */
export class NotScanned extends Error {}

/** Thrown when objects and lists are nested deeper than {@link MAX_JSON_DEPTH}. */
class TooDeep extends Error {}

/** Position of the first byte at or after `at` that is not white space. */
export function skipSpace(bytes: Buffer, at: number): number {
  while (bytes[at]! <= SPACE) at += 1;
  return at;
}

/** Position after the byte expected at `at` and the white space that follows it. */
export function skip(bytes: Buffer, at: number, expected: number): number {
  if (bytes[at] !== expected) throw new NotScanned();
  return skipSpace(bytes, at + 1);
}

/** Position after the string whose opening quote is expected at `at`. Accepts exactly what `JSON.parse` accepts. */
export function stringEnd(bytes: Buffer, at: number): number {
  if (bytes[at] !== QUOTE) throw new NotScanned();
  for (at += 1; ; at += 1) {
    const byte = bytes[at]!;
    if (byte > QUOTE) {
      if (byte === BACKSLASH) at = escapeEnd(bytes, at + 1);
    } else if (byte === QUOTE) return at + 1;
    // Also true past the end, where the byte is undefined and every comparison is false.
    else if (!(byte >= SPACE)) throw new NotScanned();
  }
}

const SHORT_ESCAPES = new Uint8Array(256);
for (const byte of Buffer.from('"\\/bfnrt')) SHORT_ESCAPES[byte] = 1;
const LETTER_U = 0x75;

/** Position of the last byte of an escape; `at` is the position after its backslash. */
function escapeEnd(bytes: Buffer, at: number): number {
  const byte = bytes[at]!;
  if (SHORT_ESCAPES[byte] === 1) return at;
  if (byte !== LETTER_U || !/^[\da-f]{4}$/i.test(bytes.toString('latin1', at + 1, at + 5))) {
    throw new NotScanned();
  }
  return at + 4;
}

/** Position after the value that starts at `at`. */
export function valueEnd(bytes: Buffer, at: number): number {
  const first = bytes[at];
  if (first === QUOTE) return stringEnd(bytes, at);
  return first === OPEN_OBJECT || first === OPEN_LIST ? nestedEnd(bytes, at) : wordEnd(bytes, at);
}

/**
 * Position after the object or list that starts at `at`.
 * @param element called at each property or element; returns the position after it
 */
export function elementsEnd(
  bytes: Buffer,
  at: number,
  open: typeof OPEN_OBJECT | typeof OPEN_LIST,
  element: (at: number) => number,
): number {
  // In ASCII, the code of a closing bracket is that of its opening bracket plus two.
  const close = open + 2;
  at = skip(bytes, at, open);
  if (bytes[at] === close) return at + 1;
  for (;;) {
    at = skipSpace(bytes, element(at));
    if (bytes[at] === close) return at + 1;
    at = skip(bytes, at, COMMA);
  }
}

function nestedEnd(bytes: Buffer, at: number): number {
  let depth = 0;
  for (;;) {
    const byte = bytes[at]!;
    if (byte === QUOTE) {
      // Inlined `stringEnd`: calling it for each string takes 50 % longer.
      for (at += 1; ; at += 1) {
        const inner = bytes[at]!;
        if (inner > QUOTE) {
          if (inner === BACKSLASH) at = escapeEnd(bytes, at + 1);
        } else if (inner === QUOTE) break;
        else if (!(inner >= SPACE)) throw new NotScanned();
      }
      at += 1;
      continue;
    }
    at += 1;
    if (byte < OPEN_LIST) continue;
    if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      depth += 1;
      if (depth > MAX_JSON_DEPTH) throw new TooDeep();
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      depth -= 1;
      if (depth === 0) return at;
    } else if (byte === undefined) throw new NotScanned();
  }
}

function wordEnd(bytes: Buffer, from: number): number {
  for (let at = from; ; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) throw new NotScanned();
    if (byte > SPACE && byte !== COMMA && byte !== CLOSE_OBJECT && byte !== CLOSE_LIST) continue;
    if (at === from) throw new NotScanned();
    return at;
  }
}
