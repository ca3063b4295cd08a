import { expect, it } from 'vitest';
import { retryAfterSeconds } from '../../../src/posthog/http/retry-after.ts';

const now = Date.parse('2026-09-01T12:00:00Z');
const sentence = (words: string) => `Request was throttled. Expected available in ${words}.`;

it.each([
  ['seconds in the header', '7', '', 7],
  ['a part of a second rounds up', '0.2', '', 1],
  ['a date in the header', 'Tue, 01 Sep 2026 12:00:30 GMT', '', 30],
  ['a date in the past', 'Tue, 01 Sep 2026 11:00:00 GMT', '', 0],
  ['only the text', undefined, sentence('42 seconds'), 42],
  ['one second, in the singular', undefined, sentence('1 second'), 1],
  ['the header before the text', '3', sentence('9 seconds'), 3],
  ['the text when the header is nonsense', 'soon', sentence('9 seconds'), 9],
  ['an empty header', '', sentence('9 seconds'), 9],
  ['a negative header', '-5', '', undefined],
  ['more than a day, which counts as a day', '4000000', '', 86_400],
  ['a number that is too large for a date', '9'.repeat(40), '', 86_400],
  ['a number in a notation that is not valid in HTTP', '1e30', '', undefined],
  ['not a number', 'NaN', '', undefined],
  ['a date in the far future', 'Fri, 01 Sep 9999 12:00:00 GMT', '', 86_400],
  ['an invalid date', 'Fri, 99 Sep 2026 12:00:00 GMT', '', undefined],
  ['a text that names a century', undefined, sentence('99999999999 seconds'), 86_400],
  ['no wait in the header or the text', undefined, 'Request was throttled.', undefined],
] as const)('%s', (_, header, text, seconds) => {
  expect(retryAfterSeconds(header, text, now)).toBe(seconds);
});
