import { closest, distance } from 'fastest-levenshtein';

/** Names that differ in more than this share of their letters are probably not meant. */
const SIMILAR = 0.4;

/** Says that there is no property of this name, and which one was probably meant. */
export function noSuchProperty(name: string, known: readonly string[]): string {
  if (known.length === 0) return 'There is no such property.';
  const best = closest(name, known);
  return distance(name.toLowerCase(), best.toLowerCase()) <= name.length * SIMILAR
    ? `There is no such property. Did you mean "${best}"?`
    : `There is no such property; there are ${known.join(', ')}.`;
}
