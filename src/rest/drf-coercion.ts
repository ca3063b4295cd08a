import { FALSE_WORDS, TRUE_WORDS } from '../posthog/api/truth-words.ts';

/** True when PostHog's framework coerces a value of another JSON type to this type, as it does with form fields. */
export function isTakenAs(type: string, value: unknown): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'number';
    case 'integer':
      return typeof value === 'string' && /^\s*[+-]?\d+(\.0*)?\s*$/.test(value);
    case 'number':
      return typeof value === 'boolean' || (typeof value === 'string' && isNumeric(value));
    case 'boolean': {
      const word = String(value).toLowerCase();
      return (TRUE_WORDS.has(word) || FALSE_WORDS.has(word)) && typeof value !== 'object';
    }
    default:
      return false;
  }
}

const isNumeric = (text: string) => text.trim() !== '' && !Number.isNaN(Number(text));

/** True for a date PostHog's framework accepts: ISO 8601, with the offset, the seconds and the time optional. */
export function isDateTime(text: string): boolean {
  const shape =
    /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?\s*(?:Z|[+-]\d\d(?::?\d\d)?)?)?$/i;
  return shape.test(text.trim()) && !Number.isNaN(Date.parse(text.trim().slice(0, 10)));
}
