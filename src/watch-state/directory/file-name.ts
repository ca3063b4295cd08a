import { LONGEST_KEY } from '../watch-state.ts';

const ENDING = '.json';

/**
 * The name of the file of a key. It has small letters only, because some file systems do not distinguish them from capitals.
 * @throws RangeError when the key is empty or too long
 */
export function fileNameOf(key: string): string {
  if (key === '' || key.length > LONGEST_KEY)
    throw new RangeError(`A key has 1 to ${LONGEST_KEY} characters: ${key}`);
  const bytes = [...Buffer.from(key)].map((byte) => {
    const character = String.fromCodePoint(byte);
    return /[a-z\d_-]/.test(character) ? character : `%${byte.toString(16).padStart(2, '0')}`;
  });
  return bytes.join('') + ENDING;
}

/** The key of a file; undefined for a file that has none. */
export function keyOf(fileName: string): string | undefined {
  if (!/^(?:[a-z\d_-]|%[\da-f]{2})+\.json$/.test(fileName)) return undefined;
  const bytes = fileName
    .slice(0, -ENDING.length)
    .match(/%..|./g)
    ?.map((text) => (text.length === 3 ? Number.parseInt(text.slice(1), 16) : text.charCodeAt(0)));
  return Buffer.from(bytes ?? []).toString();
}
