import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { WatchState } from '../../src/watch-state/watch-state.ts';

export interface StateUnderTest {
  readonly state: WatchState;
  /** Another watcher's view of the same data. */
  readonly other: WatchState;
  /** Replaces the stored text of a value of the collection `damaged` whose key is `key`. */
  readonly damage: (text: string) => Promise<void>;
}

const shape = z.object({ text: z.string(), count: z.number() });
const value = (count: number) => ({ text: 'ä🙂\n"', count });

/** What every state of a watcher does: the same tests run for each. */
export function stateContract(open: () => Promise<StateUnderTest>): void {
  let state: WatchState;
  let other: WatchState;
  let damage: StateUnderTest['damage'];
  beforeAll(async () => {
    ({ state, other, damage } = await open());
  });

  describe('a collection', () => {
    it('gives every watcher what one has set', async () => {
      await state.collection('values', shape).set('one', value(1));
      await state.collection('values', shape).set('one', value(2));
      expect(await other.collection('values', shape).get('one')).toEqual(value(2));
      expect(await other.collection('values', shape).get('never')).toBeUndefined();
    });

    it('distinguishes keys whatever their characters, and lists them in order', async () => {
      const keys = ['a', 'A', 'a/b', '../a', '.', 'ä🙂', '%41', 'a.json', 'x'.repeat(120)];
      const names = state.collection('names', shape);
      await Promise.all(keys.map((key, index) => names.set(key, value(index))));
      const others = other.collection('names', shape);
      expect(await others.keys()).toEqual(keys.toSorted());
      expect(await Promise.all(keys.map((key) => others.get(key)))).toEqual(
        keys.map((_, index) => value(index)),
      );
    });

    it('refuses a key without characters, or with too many', async () => {
      const names = state.collection('names', shape);
      await expect(async () => names.set('', value(1))).rejects.toThrow(RangeError);
      await expect(async () => names.add('x'.repeat(121), value(1))).rejects.toThrow(RangeError);
    });

    it('lists keys and values by the beginning of the key', async () => {
      const steps = state.collection('steps', shape);
      for (const [count, key] of ['b/2', 'a/1', 'b/1'].entries())
        // One after another, so that the order of writing is known.
        // oxlint-disable-next-line no-await-in-loop
        await steps.set(key, value(count));
      expect(await other.collection('steps', shape).keys('b/')).toEqual(['b/1', 'b/2']);
      expect(await other.collection('steps', shape).entries('b/')).toEqual([
        ['b/1', value(2)],
        ['b/2', value(0)],
      ]);
    });

    it('lets one of many watchers add a value, and answers false to the others', async () => {
      const added = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          (index % 2 ? state : other).collection('claims', shape).add('claim', value(index)),
        ),
      );
      expect(added.filter(Boolean)).toHaveLength(1);
      expect(await state.collection('claims', shape).get('claim')).toEqual(
        value(added.indexOf(true)),
      );
      expect(await state.collection('claims', shape).keys()).toEqual(['claim']);
    });

    it('lists every key when many are added at once', async () => {
      const keys = Array.from({ length: 20 }, (_, index) => `key ${index}`);
      await Promise.all(
        keys.map((key, index) =>
          (index % 2 ? state : other).collection('many', shape).add(key, value(index)),
        ),
      );
      expect(await state.collection('many', shape).keys()).toEqual(keys.toSorted());
    });

    it('deletes a value once, after which it can be added again', async () => {
      const values = state.collection('deleted', shape);
      await values.set('one', value(1));
      expect(await other.collection('deleted', shape).delete('one')).toBe(true);
      expect(await values.delete('one')).toBe(false);
      expect(await values.get('one')).toBeUndefined();
      expect(await values.keys()).toEqual([]);
      expect(await values.add('one', value(2))).toBe(true);
    });

    it('says where what is stored is damaged, and does not take it for nothing', async () => {
      const values = state.collection('damaged', shape);
      for (const text of ['', '{"text":', '{"text":1,"count":1}', 'null']) {
        // One after another: each replaces the one before.
        // oxlint-disable-next-line no-await-in-loop
        await values.set('key', value(1));
        // oxlint-disable-next-line no-await-in-loop
        await damage(text);
        // oxlint-disable-next-line no-await-in-loop
        await expect(values.get('key')).rejects.toThrow(/state of the watcher is damaged at .*key/);
        // oxlint-disable-next-line no-await-in-loop
        await expect(values.entries()).rejects.toThrow(/damaged at .*key/);
        // oxlint-disable-next-line no-await-in-loop
        expect(await values.add('key', value(2))).toBe(false);
      }
    });
  });

  describe('a queue', () => {
    it('gives values in the order in which they were appended, each until it is removed', async () => {
      const queue = state.queue('outbox', shape);
      const ids: string[] = [];
      for (let count = 0; count < 5; count += 1)
        // oxlint-disable-next-line no-await-in-loop
        ids.push(await queue.append(value(count)));
      const others = other.queue('outbox', shape);
      expect(await others.size()).toBe(5);
      expect(await others.read(2)).toEqual([
        { id: ids[0], value: value(0) },
        { id: ids[1], value: value(1) },
      ]);
      expect(await others.remove(ids[0] ?? '')).toBe(true);
      expect(await queue.remove(ids[0] ?? '')).toBe(false);
      expect((await queue.read(10)).map((entry) => entry.value.count)).toEqual([1, 2, 3, 4]);
      expect(ids).toEqual(ids.toSorted());
    });

    it('loses nothing that several watchers append at once', async () => {
      const [own, others] = [state.queue('both', shape), other.queue('both', shape)];
      const ids = await Promise.all(
        Array.from({ length: 20 }, (_, index) => (index % 2 ? own : others).append(value(index))),
      );
      expect(new Set(ids).size).toBe(20);
      const counts = (await state.queue('both', shape).read(100)).map((entry) => entry.value.count);
      expect(counts.toSorted((one, next) => one - next)).toEqual(ids.map((_, index) => index));
    });

    it('does not use an id again after it was emptied', async () => {
      const queue = state.queue('emptied', shape);
      const first = await queue.append(value(1));
      await queue.remove(first);
      expect((await queue.append(value(2))) > first).toBe(true);
    });
  });

  describe('the right to work', () => {
    it('has one watcher, until it is given back', async () => {
      const lease = await state.acquire();
      expect(await lease?.isHeld()).toBe(true);
      expect(await other.acquire()).toBeUndefined();
      await lease?.release();
      const next = await other.acquire();
      expect(await next?.isHeld()).toBe(true);
      expect(await lease?.isHeld()).toBe(false);
      await lease?.release();
      expect(await state.acquire()).toBeUndefined();
      await next?.release();
    });
  });
}
