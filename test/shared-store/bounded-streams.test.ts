import { describe, expect, it } from 'vitest';
import { MemoryStreams } from '../../src/shared-store/memory/streams.ts';

const bounds = { keep: 3, ttlMs: 1_000 };

describe('streams whose memory is bounded', () => {
  it('delete what was appended to longest ago when there are too many', async () => {
    const streams = new MemoryStreams({ now: () => 0, maxCharacters: 1_000, maxStreams: 2 });
    await streams.append('one', 'x', bounds);
    await streams.append('two', 'x', bounds);
    await streams.append('one', 'y', bounds);
    await streams.append('three', 'x', bounds);
    expect(await streams.last('two')).toBeUndefined();
    expect((await streams.read('one')).map(({ value }) => value)).toEqual(['x', 'y']);
    expect(streams.size.streams).toBe(2);
  });

  it('never hold more characters than they may, whoever appends how much', async () => {
    const streams = new MemoryStreams({ now: () => 0, maxCharacters: 1_000, maxStreams: 100 });
    for (let n = 0; n < 500; n += 1) {
      await streams.append(`stream ${n % 7}`, 'x'.repeat((n * 37) % 1_200), bounds);
      expect(streams.size.characters).toBeLessThanOrEqual(1_000);
    }
  });

  it('delete what has expired, and give back its memory', async () => {
    let now = 0;
    const streams = new MemoryStreams({ now: () => now, maxCharacters: 1_000, maxStreams: 100 });
    const id = await streams.append('one', 'x', bounds);
    expect(await streams.last('one')).toEqual({ id, value: 'x' });
    now = 1_000;
    expect(await streams.last('one')).toBeUndefined();
    await streams.append('two', 'x', bounds);
    expect(streams.size).toEqual({ streams: 1, characters: 4 });
  });
});
