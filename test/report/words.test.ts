import { expect, it } from 'vitest';
import { pValue } from '../../src/report/model/words.ts';

it.each([
  [0.0499996, 0.95, 'p = 0.0499996'],
  [0.0496, 0.95, 'p = 0.0496'],
  [0.0504, 0.95, 'p = 0.0504'],
  [0.05, 0.95, 'p = 0.050'],
  [0.0096, 0.99, 'p = 0.0096'],
  [0.1004, 0.9, 'p = 0.1004'],
  [0.2, 0.95, 'p = 0.200'],
  [0.0001, 0.95, 'p < 0.001'],
])('a p-value of %d at %d is on its own side of the limit: %s', (p, level, text) => {
  expect(pValue(p, level)).toBe(text);
});
