import { describe, expect, it, vi } from 'vitest';
import { Heartbeats } from '../../../../src/graph/http/delivery/heartbeats.ts';

describe('heartbeats', () => {
  it('come while there is no event, and lose none', async () => {
    vi.useFakeTimers();
    try {
      const source = Promise.withResolvers<string>();
      const events = new Heartbeats(
        (async function* events() {
          yield await source.promise;
        })(),
        'beat',
        1_000,
      );
      const beats = [events.next(), vi.advanceTimersByTimeAsync(1_000)] as const;
      expect(await beats[0]).toEqual({ done: false, value: 'beat' });
      const next = events.next();
      await vi.advanceTimersByTimeAsync(999);
      source.resolve('event');
      expect(await next).toEqual({ done: false, value: 'event' });
      expect(await events.next()).toEqual({ done: true, value: undefined });
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});
