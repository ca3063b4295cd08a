import { describe, expect, it } from 'vitest';
import { testSampleRatio } from '../../../../../src/graph/concepts/results/result/sample-ratio.ts';

const counts = (...samples: number[]) =>
  samples.map((count, index) => ({ key: `arm-${index}`, samples: count }));
const split = (...weights: number[]) =>
  weights.map((weight, index) => ({ key: `arm-${index}`, weight }));

describe('the sample-ratio test', () => {
  // Statistic by hand; p from tables of the chi-square distribution (two degrees: exp(−x/2)).
  it.each([
    ['an even split', counts(500, 500), split(50, 50), 0, 1, false],
    ['a little uneven', counts(520, 480), split(50, 50), 1.6, 0.2059032107, false],
    ['just above the threshold', counts(552, 448), split(50, 50), 10.816, 0.0010063, false],
    ['just below the threshold', counts(553, 447), split(50, 50), 11.236, 0.0008022, true],
    ['far off', counts(600, 400), split(50, 50), 40, 2.539629e-10, true],
    ['as uneven as configured', counts(900, 100), split(90, 10), 0, 1, false],
    [
      'three arms',
      counts(350, 325, 325),
      split(34, 33, 33),
      0.4456327986,
      Math.exp(-0.2228163993),
      false,
    ],
  ])('%s', (_name, observed, expected, chiSquare, pValue, suspicious) => {
    const tested = testSampleRatio(observed, expected);
    expect(tested?.chiSquare).toBeCloseTo(chiSquare, 8);
    expect(tested?.pValue).toBeCloseTo(pValue, 6);
    expect(tested).toMatchObject({ suspicious, degreesOfFreedom: observed.length - 1 });
  });

  // By the closed forms: erfc(√(x/2)) for two arms, exp(−x/2) for three.
  it.each([
    [counts(7_439, 5_987), split(50, 50), 5.038273229920395e-36],
    [counts(500, 300, 200), split(34, 33, 33), Math.exp(-129.23351158645278 / 2)],
  ])('gives p where it is very small: %j', (observed, expected, pValue) => {
    const p = testSampleRatio(observed, expected)?.pValue ?? 0;
    expect(p / pValue).toBeCloseTo(1, 9);
  });

  it('normalizes the shares to the tested arms: an arm that is left out does not count', () => {
    const tested = testSampleRatio(counts(300, 300), split(25, 25, 50));
    expect(tested?.arms).toEqual([
      { key: 'arm-0', observed: 300, expected: 300 },
      { key: 'arm-1', observed: 300, expected: 300 },
    ]);
  });

  it.each([
    ['one arm', counts(500), split(100)],
    ['no people', counts(0, 0), split(50, 50)],
    ['fewer than five expected in an arm', counts(400, 0), split(99, 1)],
    ['people in an arm without a share', counts(500, 500), split(0, 100)],
    [
      'an arm that is not in the split',
      [...counts(500), { key: 'removed', samples: 500 }],
      split(50),
    ],
    ['no split', counts(500, 500), []],
  ])('has no result for %s', (_name, observed, expected) => {
    expect(testSampleRatio(observed, expected)).toBeNull();
  });
});
