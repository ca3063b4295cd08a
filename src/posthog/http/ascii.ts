import { isAscii } from 'node:buffer';

const HIGH_BITS = 0x80808080;

/**
 * JSON text from its UTF-8 bytes, what is not ASCII written as `\uXXXX`, as JSON allows. One character
 * that is not Latin makes a decoded text twice as wide, and parsing a page of 300 KB takes half as long
 * again; this way it stays narrow, and only the strings that need it become wide.
 */
export function asciiJson(bytes: Buffer): string {
  if (isAscii(bytes)) return bytes.toString('latin1');
  const start = (4 - (bytes.byteOffset & 3)) & 3;
  const words = new Int32Array(
    bytes.buffer,
    bytes.byteOffset + start,
    Math.max(0, bytes.length - start) >> 2,
  );
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const high = nextHigh(bytes, words, at, start);
    text += bytes.toString('latin1', at, high);
    at = high;
    while (at < bytes.length && bytes[at]! > 0x7f) at += 1;
    text += escaped(bytes.toString('utf8', high, at));
  }
  return text;
}

/** Where the next byte beyond ASCII is, four at a time; the length when there is none. */
function nextHigh(bytes: Buffer, words: Int32Array, from: number, start: number): number {
  let at = from;
  for (; at < bytes.length && (at < start || ((at - start) & 3) !== 0); at += 1)
    if (bytes[at]! > 0x7f) return at;
  let word = (at - start) >> 2;
  while (word < words.length && (words[word]! & HIGH_BITS) === 0) word += 1;
  at = Math.max(at, start + word * 4);
  while (at < bytes.length && bytes[at]! <= 0x7f) at += 1;
  return at;
}

function escaped(text: string): string {
  let escapes = '';
  for (let at = 0; at < text.length; at += 1)
    escapes += `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`;
  return escapes;
}
