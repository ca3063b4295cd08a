import { describe, expect, it } from 'vitest';
import { Restarts } from '../../src/workers/restarts.ts';

/** What is decided for ends of workers at these seconds. */
const after = (...seconds: number[]) => {
  const restarts = new Restarts();
  return seconds.map((second) => restarts.ended(second * 1_000));
};
const pauses = (...seconds: number[]) => after(...seconds).map(({ pauseMs }) => pauseMs);

describe('a worker that has ended', () => {
  it('is started again after a tenth of a second, and each time later, up to five seconds', () => {
    expect(pauses(0, 1, 2, 3, 4, 5, 6, 7)).toEqual([
      100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000,
    ]);
  });

  it('is started soon again when the last ends were more than a minute ago', () => {
    expect(pauses(0, 1, 2, 62)).toEqual([100, 200, 400, 100]);
  });

  it('ends too often from the tenth time within a minute', () => {
    const ends = after(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    expect(ends.map(({ isTooOften }) => isTooOften)).toEqual([...Array(9).fill(false), true]);
    expect(after(0, 10, 20, 30, 40, 50, 60, 70, 80, 90).at(-1)?.isTooOften).toBe(false);
  });
});
