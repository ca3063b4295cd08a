import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compareIds, type SharedStore } from '../../src/shared-store/shared-store.ts';

export interface StoreUnderTest {
  readonly store: SharedStore;
  /** Another replica's store over the same data. */
  readonly other: SharedStore;
  /** Makes this much time pass for what expires. */
  readonly pass: (ms: number) => Promise<void>;
  /** False where a publisher is told of those subscribers only that use the same server. */
  readonly knowsSubscribers?: boolean;
}

const LONG_MS = 60_000;
const BOUNDS = { keep: 100, ttlMs: LONG_MS };
const large = JSON.stringify(Array.from({ length: 5_000 }, (_, index) => `row ${index} – ä🙂`));

/** What every store does: the same tests run for each. */
export function storeContract(open: () => Promise<StoreUnderTest>): void {
  let store: SharedStore;
  let other: SharedStore;
  let pass: StoreUnderTest['pass'];
  let knowsSubscribers: boolean;
  beforeAll(async () => {
    ({ store, other, pass, knowsSubscribers = true } = await open());
  });
  // On a busy machine a store can find that its server does not answer for a moment.
  beforeEach(() => until(() => store.status.isUp && other.status.isUp));

  describe('values', () => {
    it('a value can be read by every replica, whatever its size and its letters', async () => {
      for (const value of ['', 'short', 'ä🙂\n\0', large]) {
        await store.values.set('value', value, LONG_MS);
        expect(await other.values.get('value')).toBe(value);
      }
    });

    it('what was never set is not there', async () => {
      expect(await store.values.get('never')).toBeUndefined();
      expect(await store.values.delete('never')).toBe(false);
      expect(await store.values.delete('never', 'x')).toBe(false);
      expect(await store.values.replace('never', 'x', 'y', LONG_MS)).toBe(false);
    });

    it('a value is gone when its time has passed, and can be added again', async () => {
      await store.values.set('brief', 'one', 50);
      await pass(60);
      expect(await other.values.get('brief')).toBeUndefined();
      expect(await other.values.add('brief', 'two', LONG_MS)).toBe(true);
    });

    it('of many replicas that add a value, one does', async () => {
      const stores = Array.from({ length: 20 }, (_, index) => (index % 2 ? store : other));
      const added = await Promise.all(
        stores.map(({ values }, index) => values.add('claim', `by ${index}`, LONG_MS)),
      );
      expect(added.filter(Boolean)).toHaveLength(1);
      expect(await store.values.get('claim')).toBe(`by ${added.indexOf(true)}`);
    });

    it('a value is replaced only while it is the expected one', async () => {
      await store.values.set('state', 'one', LONG_MS);
      expect(await other.values.replace('state', 'none', 'two', LONG_MS)).toBe(false);
      expect(await other.values.replace('state', 'one', large, LONG_MS)).toBe(true);
      expect(await store.values.replace('state', large, 'three', LONG_MS)).toBe(true);
      expect(await other.values.get('state')).toBe('three');
    });

    it('of many replicas that replace one value, one does', async () => {
      await store.values.set('turn', 'free', LONG_MS);
      const stores = Array.from({ length: 20 }, (_, index) => (index % 2 ? store : other));
      const replaced = await Promise.all(
        stores.map(({ values }, index) => values.replace('turn', 'free', `${index}`, LONG_MS)),
      );
      expect(replaced.filter(Boolean)).toHaveLength(1);
    });

    it('replacing a value gives it a new time', async () => {
      await store.values.set('renewed', 'one', 50);
      await store.values.replace('renewed', 'one', 'two', LONG_MS);
      await pass(60);
      expect(await store.values.get('renewed')).toBe('two');
    });

    it('a value is deleted, or only while it is the expected one', async () => {
      await store.values.set('old', 'one', LONG_MS);
      expect(await other.values.delete('old', 'two')).toBe(false);
      expect(await other.values.delete('old', 'one')).toBe(true);
      await store.values.set('old', large, LONG_MS);
      expect(await other.values.delete('old')).toBe(true);
      expect(await store.values.get('old')).toBeUndefined();
    });
  });

  describe('leases', () => {
    it('a lease has one holder, until it is given back', async () => {
      const lease = await store.leases.acquire('poller', LONG_MS);
      expect(lease).toBeDefined();
      expect(await other.leases.acquire('poller', LONG_MS)).toBeUndefined();
      await lease?.release();
      expect(await other.leases.acquire('poller', LONG_MS)).toBeDefined();
    });

    it('each holder has a higher number than the one before', async () => {
      const fences: number[] = [];
      for (let turn = 0; turn < 20; turn += 1) {
        const lease = await (turn % 2 ? store : other).leases.acquire('numbered', LONG_MS);
        fences.push(lease?.fence ?? 0);
        await lease?.release();
      }
      expect(fences).toEqual([...new Set(fences)].toSorted((one, next) => one - next));
      expect(fences.every(Number.isSafeInteger)).toBe(true);
    });

    it('a lease that is not renewed passes to another, and its holder is told', async () => {
      const lost = await store.leases.acquire('lost', 50);
      await pass(60);
      const taken = await other.leases.acquire('lost', LONG_MS);
      expect(taken?.fence).toBeGreaterThan(lost?.fence ?? Infinity);
      expect(await lost?.renew(LONG_MS)).toBe(false);
      await lost?.release();
      expect(await taken?.renew(LONG_MS)).toBe(true);
    });

    it('a lease that is renewed is kept', async () => {
      const lease = await store.leases.acquire('kept', 50);
      expect(await lease?.renew(LONG_MS)).toBe(true);
      await pass(60);
      expect(await other.leases.acquire('kept', LONG_MS)).toBeUndefined();
    });

    it('a lease and a value of one name have nothing to do with each other', async () => {
      await store.values.set('same', 'value', LONG_MS);
      expect(await store.leases.acquire('same', LONG_MS)).toBeDefined();
      expect(await store.values.get('same')).toBe('value');
    });
  });

  describe('messages', () => {
    it('a message reaches every subscriber of its channel, in order, and nobody else', async () => {
      const [here, there, elsewhere] = [
        listen(store, 'news'),
        listen(other, 'news'),
        listen(other, 'x'),
      ];
      await Promise.all([here.ready, there.ready, elsewhere.ready]);
      const sent = [
        '',
        large,
        'ä🙂',
        large,
        ...Array.from({ length: 50 }, (_, index) => `${index}`),
      ];
      const counts: number[] = [];
      for (const text of sent) counts.push(await store.messages.publish('news', text));
      await until(() => here.heard.length === sent.length && there.heard.length === sent.length);
      expect(counts.filter((count) => knowsSubscribers && count !== 2)).toEqual([]);
      expect(here.heard).toEqual(sent);
      expect(there.heard).toEqual(sent);
      expect(elsewhere.heard).toEqual([]);
      for (const { close } of [here, there, elsewhere]) close();
    });

    it('who has left is sent nothing more', async () => {
      const [one, two] = [listen(other, 'left'), listen(other, 'left')];
      await Promise.all([one.ready, two.ready]);
      one.close();
      await store.messages.publish('left', 'first');
      await until(() => two.heard.length === 1);
      two.close();
      await until(async () => (await store.messages.publish('left', 'second')) === 0);
      expect([one.heard, two.heard]).toEqual([[], ['first']]);
    });

    it('who comes back is sent messages again', async () => {
      listen(other, 'again').close();
      const again = listen(other, 'again');
      await again.ready;
      await store.messages.publish('again', 'hello');
      await until(() => again.heard.length > 0);
      expect(again.heard).toEqual(['hello']);
      again.close();
    });
  });

  describe('streams', () => {
    it('entries are read in order by every replica, from any id', async () => {
      const ids: string[] = [];
      for (const text of ['one', large, 'three']) {
        ids.push(await store.streams.append('events', text, BOUNDS));
      }
      const read = await other.streams.read('events');
      expect(read.map(({ value }) => value)).toEqual(['one', large, 'three']);
      expect(read.map(({ id }) => id)).toEqual(ids);
      expect(ids).toEqual([...ids].toSorted(compareIds));
      expect(await other.streams.read('events', ids[0])).toEqual(read.slice(1));
      expect(await other.streams.read('events', ids[2])).toEqual([]);
      expect(await other.streams.last('events')).toEqual(read[2]);
    });

    it('one entry is found by its id, as long as it is kept', async () => {
      const ids: string[] = [];
      for (const text of ['one', large, 'three'])
        ids.push(await store.streams.append('entries', text, BOUNDS));
      expect(await other.streams.find('entries', ids[1]!)).toEqual({ id: ids[1], value: large });
      expect(await other.streams.find('entries', '1-1')).toBeUndefined();
      expect(await other.streams.find('nothing', ids[1]!)).toBeUndefined();
      for (const id of ['', 'x', '-', '+', '9'.repeat(40), `(${ids[1]}`])
        expect(await other.streams.find('entries', id)).toBeUndefined();
    });

    it('a stream that is not there has no entries', async () => {
      expect(await store.streams.read('nothing')).toEqual([]);
      expect(await store.streams.read('nothing', '1-0')).toEqual([]);
      expect(await store.streams.last('nothing')).toBeUndefined();
    });

    it('nothing comes after an id that no stream gives', async () => {
      await store.streams.append('ids', 'one', BOUNDS);
      for (const id of ['', 'x', '1-x', '-', '9'.repeat(40), '( 1', "'"])
        expect(await store.streams.read('ids', id)).toEqual([]);
    });

    it('the newest entries are kept, and the number of all is limited', async () => {
      for (let index = 0; index < 500; index += 1)
        await store.streams.append('long', `${index}`, { keep: 10, ttlMs: LONG_MS });
      const values = (await other.streams.read('long')).map(({ value }) => value);
      expect(values.slice(-10)).toEqual(Array.from({ length: 10 }, (_, index) => `${490 + index}`));
      expect(values.length).toBeLessThan(250);
    });

    it('a stream is deleted some time after its last entry', async () => {
      await store.streams.append('fading', 'one', { keep: 10, ttlMs: 50 });
      await store.streams.append('fading', 'two', { keep: 10, ttlMs: LONG_MS });
      await pass(60);
      expect(await other.streams.read('fading')).toHaveLength(2);
      const id = await store.streams.append('fading', 'three', { keep: 10, ttlMs: 50 });
      await pass(60);
      expect(await other.streams.read('fading')).toEqual([]);
      const next = await other.streams.append('fading', 'four', BOUNDS);
      expect(compareIds(next, id)).toBeGreaterThan(0);
    });
  });

  describe('status', () => {
    it('a store that can be used says so', () => {
      expect(store.status.isUp).toBe(true);
      expect(store.status.reason).toBeUndefined();
      expect(store.status.replicas).toBeGreaterThan(0);
    });
  });
}

/** Subscribes, and notes what it hears. */
export function listen({ messages }: SharedStore, channel: string) {
  const heard: string[] = [];
  let missed = 0;
  const subscription = messages.subscribe(channel, {
    message: (text) => heard.push(text),
    missed: () => (missed += 1),
  });
  const { ready } = subscription;
  const close = () => {
    subscription.close();
  };
  return { heard, missed: () => missed, ready, close };
}

/** Waits until something is so, which it will be soon. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 20_000;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error('It did not happen.');
    await sleep(5);
  }
}
