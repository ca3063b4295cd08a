/**
 * Describes a value without revealing what people wrote into PostHog: numbers, booleans and null are shown, of text
 * only the length and what kind of text it is.
 */
export function shownValue(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null)
    return `an object with ${Object.keys(value).length} properties`;
  return typeof value === 'string' ? shownText(value) : JSON.stringify(value);
}

function shownText(text: string): string {
  if (text === '') return 'empty text';
  if (text.trim() !== '' && Number.isFinite(Number(text))) return 'a number written as text';
  if (/^\d{4}-\d\d-\d\d/.test(text)) return 'a date as text';
  return `text of ${text.length} characters`;
}

/**
 * Shows a word where the contract lists the possible words, since an unknown word is what has to be reported. Anything
 * that does not look like a word of PostHog's is described as other text is.
 */
export const shownWord = (value: unknown): string =>
  typeof value === 'string' && /^[A-Za-z][A-Za-z0-9_]{0,39}$/.test(value)
    ? JSON.stringify(value)
    : shownValue(value);
