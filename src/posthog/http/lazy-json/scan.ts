// Finds where JSON values start and end in their bytes, without decoding them and without creating garbage. It accepts
// what `JSON.parse` accepts and nothing else: a page with an error in a value that nobody reads is refused as well.

import { MAX_JSON_DEPTH } from '../../request/value-depth.ts';

const SPACE = 0x20;
export const QUOTE = 0x22;
export const COMMA = 0x2c;
const COLON = 0x3a;
export const OPEN_LIST = 0x5b;
export const BACKSLASH = 0x5c;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;

/** Thrown when the bytes are truncated, or contain something that only `JSON.parse` handles. */
export class NotScanned extends Error {}

/** Thrown when objects and lists are nested deeper than {@link MAX_JSON_DEPTH}. */
class TooDeep extends Error {}

/** Position of the first byte at or after `at` that is not white space as JSON defines it. */
export function skipSpace(bytes: Buffer, at: number): number {
  for (;;) {
    const byte = bytes[at]!;
    if (!(byte <= SPACE)) return at;
    if (byte !== SPACE && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) throw new NotScanned();
    at += 1;
  }
}

/** Position after the byte expected at `at` and the white space that follows it. */
export function skip(bytes: Buffer, at: number, expected: number): number {
  if (bytes[at] !== expected) throw new NotScanned();
  return skipSpace(bytes, at + 1);
}

/** 1 for the bytes that stand for themselves in a string: all but quotes, backslashes and control characters. */
const PLAIN = new Uint8Array(256).fill(1, SPACE);
PLAIN[QUOTE] = 0;
PLAIN[BACKSLASH] = 0;

/** Position after the string whose opening quote is expected at `at`. Accepts exactly what `JSON.parse` accepts. */
export function stringEnd(bytes: Buffer, at: number): number {
  if (bytes[at] !== QUOTE) throw new NotScanned();
  for (;;) {
    at = plainEnd(bytes, at + 1);
    const byte = bytes[at];
    if (byte === QUOTE) return at + 1;
    if (byte !== BACKSLASH) throw new NotScanned();
    at = escapeEnd(bytes, at + 1);
  }
}

/**
 * Position of the first byte at or after `at` that is not {@link PLAIN}, or of the end. A page is mostly strings, so this
 * loop is most of a scan; four bytes in each round take a tenth less time than one.
 */
function plainEnd(bytes: Buffer, at: number): number {
  for (;;) {
    if (PLAIN[bytes[at]!] !== 1) return at;
    if (PLAIN[bytes[at + 1]!] !== 1) return at + 1;
    if (PLAIN[bytes[at + 2]!] !== 1) return at + 2;
    if (PLAIN[bytes[at + 3]!] !== 1) return at + 3;
    at += 4;
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

/** The closing bracket of each container around the innermost one; scanning never waits in between. */
const closings = new Uint8Array(MAX_JSON_DEPTH + 1);

/**
 * Position after the object or list that starts at `at`. PostHog sends no white space, so each place that may have some is
 * looked at before it is skipped.
 */
function nestedEnd(bytes: Buffer, at: number): number {
  let depth = 0;
  /** The closing bracket of the innermost container. */
  let close = 0;
  for (;;) {
    const byte = bytes[at]!;
    if (byte === QUOTE) at = stringEnd(bytes, at);
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      depth += 1;
      if (depth > MAX_JSON_DEPTH) throw new TooDeep();
      closings[depth] = close;
      close = byte + 2;
      at += 1;
      if (bytes[at]! <= SPACE) at = skipSpace(bytes, at);
      if (bytes[at] !== close) {
        if (close === CLOSE_OBJECT) at = nameEnd(bytes, at);
        continue;
      }
      at += 1;
      close = closings[depth]!;
      depth -= 1;
      if (depth === 0) return at;
    } else at = wordEnd(bytes, at);
    // After a value: the containers that end here, then a comma.
    for (;;) {
      if (bytes[at]! <= SPACE) at = skipSpace(bytes, at);
      const next = bytes[at];
      at += 1;
      if (next === COMMA) break;
      if (next !== close) throw new NotScanned();
      close = closings[depth]!;
      depth -= 1;
      if (depth === 0) return at;
    }
    if (bytes[at]! <= SPACE) at = skipSpace(bytes, at);
    if (close === CLOSE_OBJECT) at = nameEnd(bytes, at);
  }
}

/** Position of the value whose name starts at `at`. */
const nameEnd = (bytes: Buffer, at: number): number => afterColon(bytes, stringEnd(bytes, at));

/** Position of the value whose name ends before `at`. */
export function afterColon(bytes: Buffer, at: number): number {
  if (bytes[at] === COLON && bytes[at + 1]! > SPACE) return at + 1;
  return skip(bytes, skipSpace(bytes, at), COLON);
}

const LITERALS = ['true', 'false', 'null'].map((word) => Buffer.from(word));
const MINUS = 0x2d;
const PLUS = 0x2b;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const LETTER_E = 0x65;

/** Position after the number, `true`, `false` or `null` that starts at `at`. */
function wordEnd(bytes: Buffer, at: number): number {
  const first = bytes[at]!;
  if (first === MINUS || (first >= ZERO && first <= NINE)) return numberEnd(bytes, at);
  for (const word of LITERALS) {
    if (word[0] !== first) continue;
    for (let index = 1; index < word.length; index += 1)
      if (bytes[at + index] !== word[index]) throw new NotScanned();
    return at + word.length;
  }
  throw new NotScanned();
}

function numberEnd(bytes: Buffer, at: number): number {
  if (bytes[at] === MINUS) at += 1;
  at = bytes[at] === ZERO ? at + 1 : digitsEnd(bytes, at);
  if (bytes[at] === DOT) at = digitsEnd(bytes, at + 1);
  if ((bytes[at]! | 0x20) !== LETTER_E) return at;
  const sign = bytes[at + 1];
  return digitsEnd(bytes, sign === PLUS || sign === MINUS ? at + 2 : at + 1);
}

/** Position after the digits at `at`, of which there is at least one. */
function digitsEnd(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at]! >= ZERO && bytes[at]! <= NINE) at += 1;
  if (at === from) throw new NotScanned();
  return at;
}
