import { createHash } from 'node:crypto';
import normal from '@stdlib/stats-base-dists-normal';

/** A deterministic pseudo-random stream: the same seed yields the same numbers on any machine. */
export interface RandomStream {
  /** Uniform in (0, 1). */
  unit(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** One of the items, with equal probability. @throws RangeError on an empty list. */
  pick<Item>(items: readonly Item[]): Item;
  /** Standard normal. */
  normal(): number;
}

/** A stream seeded by the parts, in order (mulberry32 from a hash of them). */
export function randomStream(...seed: (string | number)[]): RandomStream {
  let state = createHash('sha256').update(JSON.stringify(seed)).digest().readUInt32LE();
  const unit = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    // Offset by half a step from zero, so that normal() never computes an infinite quantile.
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };
  const between = (low: number, high: number): number => low + (high - low) * unit();
  return {
    unit,
    between,
    pick: (items) => {
      const item = items[Math.floor(unit() * items.length)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    normal: () => normal.quantile(unit(), 0, 1),
  };
}
