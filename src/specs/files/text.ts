import { readFileSync, statSync } from 'node:fs';
import type { SpecFault } from './fault.ts';

/** Size of a spec file, at most. */
const MAX_BYTES = 256 * 1_024;

/**
 * The text of a file, or why it cannot be used: it is too large, cannot be read, or is not UTF-8.
 * @param ignoreBOM true to leave a byte order mark in the text
 */
export function textOf(file: string, ignoreBOM = false): string | SpecFault {
  const fault = (message: string) => ({ file, line: 1, column: 1, path: '', message });
  try {
    const { size } = statSync(file);
    if (size > MAX_BYTES) return fault(`It has ${size} bytes, more than ${MAX_BYTES}.`);
    // Text in another encoding must not become a name with replacement characters.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM }).decode(readFileSync(file));
  } catch (error) {
    if (error instanceof TypeError) return fault('It is not text in UTF-8.');
    if (error instanceof Error && 'code' in error)
      return fault(`It cannot be read (${String(error.code)}).`);
    throw error;
  }
}
