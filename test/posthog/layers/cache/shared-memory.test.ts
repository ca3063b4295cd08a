import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SharedMemory } from '../../../../src/posthog/layers/cache/shared-memory.ts';

const ownerOf = (key: string) => key.slice(0, key.indexOf(' '));
const holding = (maxBytes: number) => {
  const gone: string[] = [];
  const memory = new SharedMemory<{ bytes: number }>(maxBytes, ownerOf, (_value, key) =>
    gone.push(key),
  );
  return { memory, gone };
};

describe('memory that keys share', () => {
  it('is not taken from one key when another floods the cache', () => {
    const { memory } = holding(1_000);
    memory.set('quiet 1', { bytes: 100 });
    memory.set('quiet 2', { bytes: 100 });
    for (let at = 0; at < 500; at += 1) memory.set(`flood ${at}`, { bytes: 50 });
    expect(memory.get('quiet 1')).toBeDefined();
    expect(memory.get('quiet 2')).toBeDefined();
    expect(memory.get('flood 499')).toBeDefined();
    expect(memory.bytes).toBeLessThanOrEqual(1_000);
  });

  it('belongs entirely to one key while there is no other', () => {
    const { memory, gone } = holding(1_000);
    for (let at = 0; at < 10; at += 1) memory.set(`only ${at}`, { bytes: 100 });
    expect(gone).toEqual([]);
    memory.get('only 0');
    memory.set('only 10', { bytes: 100 });
    expect(gone).toEqual(['only 1']);
  });

  it('does not store a value larger than the whole cache', () => {
    const { memory } = holding(1_000);
    memory.set('a 1', { bytes: 1_001 });
    expect([memory.bytes, memory.owners]).toEqual([0, 0]);
  });

  it('counts bytes correctly and releases all of them, whatever is stored and deleted', () => {
    const step = fc.tuple(
      fc.constantFrom('a', 'b', 'c', 'd'),
      fc.nat({ max: 20 }),
      fc.integer({ min: 1, max: 400 }),
      fc.boolean(),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const { memory } = holding(1_000);
        const keys = new Set<string>();
        for (const [owner, at, bytes, keep] of steps) {
          const key = `${owner} ${at}`;
          keys.add(key);
          if (keep) memory.set(key, { bytes });
          else memory.delete(key);
          const held = [...keys].reduce((sum, one) => sum + (memory.peek(one)?.bytes ?? 0), 0);
          expect(memory.bytes).toBe(held);
          expect(held).toBeLessThanOrEqual(1_000);
        }
        for (const key of keys) memory.delete(key);
        expect([memory.bytes, memory.owners]).toEqual([0, 0]);
      }),
    );
  });
});
