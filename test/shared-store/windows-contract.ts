import { beforeAll, describe, expect, it } from 'vitest';
import type {
  SharedWindows,
  WantedCalls,
  WindowsReply,
  WindowsRequest,
} from '../../src/shared-store/windows.ts';

export interface WindowsUnderTest {
  readonly windows: SharedWindows;
  /** Those of another replica over the same data. */
  readonly other: SharedWindows;
  /** Sets the clock forward. */
  readonly pass: (ms: number) => void;
}

const MINUTE = 60_000;
const HOUR = 3_600_000;
const rules = {
  windows: [
    { calls: 10, spanMs: MINUTE },
    { calls: 30, spanMs: HOUR },
  ],
  probeEveryMs: 10_000,
};

let ids = 0;
const newId = () => `id${(ids += 1)}`;
const wanted = (calls: number, more: Partial<WantedCalls> = {}): { wanted: WantedCalls } => ({
  wanted: { id: newId(), calls, lifetimeMs: 20_000, isUrgent: false, ...more },
});
const calls = (count: number, agoMs = 0) =>
  Array.from({ length: count }, () => ({ id: newId(), agoMs }));

/** What the shared windows of every store do: the same tests run for each. */
export function windowsContract(open: () => Promise<WindowsUnderTest>): void {
  let here: SharedWindows;
  let there: SharedWindows;
  let pass: (ms: number) => void;
  let name = '';
  beforeAll(async () => {
    ({ windows: here, other: there, pass } = await open());
  });
  const fresh = () => {
    name = newId();
  };
  const ask = (windows: SharedWindows, request: WindowsRequest = {}): Promise<WindowsReply> =>
    windows.exchange(name, rules, request);

  describe('counting', () => {
    it('a call that one replica sent counts for all, once, however often it is told', async () => {
      fresh();
      const counted = calls(3);
      await ask(here, { counted });
      await ask(here, { counted });
      const reply = await ask(there, { counted: calls(1) });
      expect(reply).toMatchObject({ used: [4, 4], reserved: 0, waitMs: 0, throttledMs: 0 });
    });

    it('a call counts for exactly the length of each window, from when it was sent', async () => {
      fresh();
      await ask(here, { counted: calls(2, 10_000) });
      pass(49_999);
      expect((await ask(there)).used).toEqual([2, 2]);
      pass(1);
      expect((await ask(there)).used).toEqual([0, 2]);
      pass(HOUR - MINUTE - 1);
      expect((await ask(there)).used).toEqual([0, 2]);
      pass(1);
      expect((await ask(there)).used).toEqual([0, 0]);
    });

    it('a call that is older than the longest window is not counted any more', async () => {
      fresh();
      await ask(here, { counted: calls(1, HOUR) });
      expect((await ask(there)).used).toEqual([0, 0]);
    });

    it('a call that turned out not to count is taken back', async () => {
      fresh();
      const [one, two] = calls(2);
      await ask(here, { counted: [one!, two!] });
      await ask(here, { takenBack: [one!.id, 'unknown'] });
      expect((await ask(there)).used).toEqual([1, 1]);
      await ask(here, { counted: [one!], takenBack: [one!.id] });
      expect((await ask(there)).used).toEqual([1, 1]);
    });

    it('names have nothing to do with each other', async () => {
      fresh();
      await ask(here, { counted: calls(10), throttledMs: 5_000, ...wanted(1) });
      fresh();
      expect(await ask(here)).toMatchObject({ used: [0, 0], reserved: 0, throttledMs: 0 });
    });
  });

  describe('reserving', () => {
    it('of many replicas that want calls at once, only as many get them as fit, and whole', async () => {
      fresh();
      const replies = await Promise.all(
        Array.from({ length: 12 }, (_, index) => ask(index % 2 ? here : there, wanted(3))),
      );
      expect(replies.filter(({ outcome }) => outcome === 'granted')).toHaveLength(3);
      expect(await ask(here)).toMatchObject({ used: [0, 0], reserved: 9 });
    });

    it('a refusal says when the calls fit, and when they would if nothing were reserved', async () => {
      fresh();
      await ask(here, { counted: calls(2, 20_000) });
      await ask(here, { counted: calls(5), ...wanted(3) });
      expect(await ask(there, wanted(1))).toMatchObject({
        outcome: 'refused',
        waitMs: 40_000,
        atLeastMs: 0,
        nextMs: 40_000,
      });
      expect(await ask(there, wanted(5))).toMatchObject({ waitMs: 60_000, atLeastMs: 40_000 });
      expect(await ask(there, wanted(8))).toMatchObject({ waitMs: Infinity, atLeastMs: 60_000 });
      expect(await ask(there, wanted(11))).toMatchObject({ atLeastMs: Infinity });
    });

    it('the longer window limits as well', async () => {
      fresh();
      await ask(here, { counted: [...calls(20, MINUTE), ...calls(8, 2 * MINUTE)] });
      const reply = await ask(there, wanted(3));
      expect(reply).toMatchObject({ outcome: 'refused', used: [0, 28] });
      expect(reply.waitMs).toBe(HOUR - 2 * MINUTE);
    });

    it('a reserved call that is sent is counted in the same step', async () => {
      fresh();
      const reservation = wanted(2);
      await ask(here, reservation);
      const [one, two, three] = calls(3).map((call) => ({
        ...call,
        reservation: reservation.wanted.id,
      }));
      expect(await ask(here, { counted: [one!] })).toMatchObject({ used: [1, 1], reserved: 1 });
      // Told again, it takes no second call.
      expect(await ask(here, { counted: [one!] })).toMatchObject({ used: [1, 1], reserved: 1 });
      const all = await ask(here, { counted: [two!, three!] });
      expect(all).toMatchObject({ used: [3, 3], reserved: 0 });
    });

    it('what is not used is given back when it is released', async () => {
      fresh();
      const reservation = wanted(10);
      await ask(here, reservation);
      expect((await ask(there, wanted(1))).outcome).toBe('refused');
      const released = [reservation.wanted.id, 'unknown'];
      expect((await ask(here, { released })).reserved).toBe(0);
      expect((await ask(here, { released })).reserved).toBe(0);
      expect((await ask(there, wanted(10))).outcome).toBe('granted');
    });

    it('what a dead replica does not use is given back when its time has passed', async () => {
      fresh();
      const reservation = wanted(10);
      await ask(here, reservation);
      await ask(here, { counted: [{ ...calls(1)[0]!, reservation: reservation.wanted.id }] });
      pass(19_999);
      expect((await ask(there, wanted(9))).outcome).toBe('refused');
      pass(1);
      const reply = await ask(there, wanted(9));
      expect(reply).toMatchObject({ outcome: 'granted', used: [1, 1], reserved: 9 });
    });

    it('others leave room for an urgent reservation that was refused, until it is granted or given up', async () => {
      fresh();
      const running = wanted(9);
      await ask(here, running);
      expect((await ask(here, wanted(2, { isUrgent: true }))).outcome).toBe('refused');
      expect((await ask(there, wanted(1))).outcome).toBe('refused');
      expect((await ask(there, { released: [running.wanted.id], ...wanted(9) })).outcome).toBe(
        'refused',
      );
      expect((await ask(there, wanted(8))).outcome).toBe('granted');
      expect((await ask(here, wanted(2, { isUrgent: true }))).outcome).toBe('granted');

      fresh();
      await ask(here, wanted(9));
      await ask(here, wanted(2, { isUrgent: true }));
      expect((await ask(there, wanted(1))).outcome).toBe('refused');
      pass(500);
      expect((await ask(there, wanted(1))).outcome).toBe('granted');
    });
  });

  describe('a throttle', () => {
    it('that one replica was told of stops all, and ends with its time', async () => {
      fresh();
      const reply = await ask(here, { counted: calls(1), throttledMs: 5_000 });
      expect(reply).toMatchObject({ throttledMs: 5_000, probeInMs: 10_000, isCorrected: true });
      expect(await ask(there, wanted(1))).toMatchObject({ outcome: 'refused', waitMs: 0 });
      await ask(there, { throttledMs: 2_000 });
      pass(4_999);
      expect(await ask(there, wanted(1))).toMatchObject({ outcome: 'refused', throttledMs: 1 });
      pass(1);
      expect(await ask(there, wanted(1))).toMatchObject({ outcome: 'granted', throttledMs: 0 });
    });

    it('is lifted for all by an answer to one', async () => {
      fresh();
      await ask(here, { throttledMs: 50_000 });
      expect(await ask(there, { throttledMs: 0 })).toMatchObject({ throttledMs: 0 });
      expect((await ask(here, wanted(1))).outcome).toBe('granted');
    });

    it('is probed by one replica at a time', async () => {
      fresh();
      await ask(here, { counted: calls(1), throttledMs: 50_000 });
      pass(9_999);
      expect(await ask(there, wanted(1))).toMatchObject({ outcome: 'refused', probeInMs: 1 });
      pass(1);
      const replies = await Promise.all([ask(here, wanted(1)), ask(there, wanted(1))]);
      expect(replies.map(({ outcome }) => outcome).toSorted()).toEqual(['probe', 'refused']);
      pass(10_000);
      expect((await ask(there, wanted(1))).outcome).toBe('probe');
    });

    it('is no correction when the windows were full anyway', async () => {
      fresh();
      await ask(here, { counted: calls(10) });
      expect(await ask(here, { throttledMs: 5_000 })).toMatchObject({ isCorrected: false });
    });
  });

  it('who has calls in what was lost is told so, before anything is reserved', async () => {
    fresh();
    const { memory } = await ask(here, { counted: calls(1) });
    expect(await ask(there, { ...wanted(1), memory })).toMatchObject({
      memory,
      outcome: 'granted',
    });
    const lost = await ask(here, { ...wanted(1), memory: 'another' });
    expect(lost).toMatchObject({ memory, outcome: 'lost', reserved: 1 });
  });

  it('agrees with a simple count over random calls', async () => {
    fresh();
    const times: number[] = [];
    let now = 0;
    for (let step = 0; step < 200; step += 1) {
      const gap = (step * 7_919) % 40_000;
      now += gap;
      pass(gap);
      const recent = times.filter((at) => at > now - MINUTE).length;
      const older = times.filter((at) => at > now - HOUR).length;
      const isRoom = recent < 10 && older < 30;
      const windows = step % 2 ? here : there;
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const reply = await ask(windows, wanted(1, { lifetimeMs: 1 }));
      expect(reply.outcome, `step ${step}`).toBe(isRoom ? 'granted' : 'refused');
      pass(1);
      now += 1;
      if (!isRoom) continue;
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await ask(windows, { counted: calls(1) });
      times.push(now);
    }
    expect(times.length).toBeGreaterThan(30);
  });
}
