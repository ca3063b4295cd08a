import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createBudgets } from '../../../../../src/posthog/layers/budget/create-budgets.ts';
import { priorities } from '../../../../../src/posthog/request/plan.ts';
import { createMemoryStore } from '../../../../../src/shared-store/memory-store.ts';
import {
  StoreUnavailable,
  type SharedStore,
  type StoreStatus,
} from '../../../../../src/shared-store/shared-store.ts';

const REPLICAS = 3;
const LIMIT = 60;
/** Calls by which a replica may not have heard of each other one when the store fails. */
const UNHEARD = 4 * (REPLICAS - 1);

/** A store in memory that can fail, lose its data, and lose its answer to a single request. */
function failingStore(now: () => number) {
  const inner = { ...createMemoryStore({ now, isShared: true }) };
  const listeners = new Set<(status: StoreStatus) => void>();
  let status: StoreStatus = { isUp: true, replicas: REPLICAS };
  let losesAnswers = false;
  const set = (isUp: boolean) => {
    if (isUp === status.isUp) return;
    status = { ...status, isUp };
    for (const listener of listeners) listener(status);
  };
  const check = () => {
    if (!status.isUp) throw new StoreUnavailable('down');
  };
  const store: SharedStore = {
    ...inner,
    get status() {
      return status;
    },
    onStatus(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    messages: {
      subscribe: (channel, listener) => inner.messages.subscribe(channel, listener),
      async publish(channel, message) {
        check();
        return inner.messages.publish(channel, message);
      },
    },
    windows: {
      async exchange(name, rules, request) {
        check();
        const reply = await inner.windows.exchange(name, rules, request);
        if (!losesAnswers) return reply;
        set(false);
        throw new StoreUnavailable('no answer');
      },
    },
  };
  return {
    store,
    set: (isUp: boolean) => {
      losesAnswers = false;
      set(isUp);
    },
    loseAnswers: () => {
      losesAnswers = true;
    },
    loseData: () => {
      inner.windows = createMemoryStore({ now, isShared: true }).windows;
    },
  };
}

type Step =
  | {
      readonly what: 'ask';
      readonly replica: number;
      readonly calls: number;
      readonly sent: number;
    }
  | { readonly what: 'pass'; readonly seconds: number }
  | { readonly what: 'down' | 'up' | 'loseAnswers' | 'loseData' };

const ask = fc.record({
  what: fc.constant('ask' as const),
  replica: fc.nat({ max: REPLICAS - 1 }),
  calls: fc.integer({ min: 1, max: 26 }),
  sent: fc.integer({ min: 0, max: 26 }),
});
const pass = fc.record({
  what: fc.constant('pass' as const),
  seconds: fc.integer({ min: 1, max: 30 }),
});
const fault = fc.record({ what: fc.constantFrom('down', 'up', 'loseAnswers', 'loseData') });

/** Runs the steps; returns the most calls that were sent within a minute. */
async function mostWithinAMinute(steps: readonly Step[]): Promise<number> {
  let now = 1_700_000_000_000;
  const clock = () => now;
  const { store, set, loseAnswers, loseData } = failingStore(clock);
  const limits = { perMinute: LIMIT, perHour: 4_800 };
  const replicas = Array.from({ length: REPLICAS }, () => createBudgets(limits, clock, store));
  const sent: number[] = [];
  let most = 0;
  const send = async (replica: number, calls: number, used: number) => {
    const { key, end } = replicas[replica]!.keys.use('phx_key');
    // At a deadline that has come, what does not fit is refused at once.
    const asked = async () => key.admission.admit(calls, priorities.query, now);
    const reservation = await asked().catch(() => undefined);
    for (let call = 0; call < used && reservation?.use(); call += 1) sent.push(now);
    reservation?.release();
    end();
  };
  for (const step of steps) {
    if (step.what === 'ask') {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await send(step.replica, step.calls, step.sent);
    } else if (step.what === 'pass') now += step.seconds * 1_000;
    else if (step.what === 'loseAnswers') loseAnswers();
    else if (step.what === 'loseData') loseData();
    else set(step.what === 'up');
    // oxlint-disable-next-line no-await-in-loop -- what is told at the end of the turn arrives
    await turn().then(() => turn());
    most = Math.max(most, sent.filter((at) => at > now - 60_000).length);
  }
  for (const replica of replicas) replica.close();
  return most;
}

it('three replicas never send more than the limit in a minute, whatever they ask in which order', async () => {
  const steps = fc.array(fc.oneof({ weight: 5, arbitrary: ask }, pass), {
    maxLength: 60,
    size: 'max',
  });
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      expect(await mostWithinAMinute(all)).toBeLessThanOrEqual(LIMIT);
    }),
    { numRuns: 60 },
  );
});

it('nor by more than they could not hear of each other, whatever the store does', async () => {
  const steps = fc.array(
    fc.oneof({ weight: 6, arbitrary: ask }, { weight: 2, arbitrary: pass }, fault),
    { maxLength: 80, size: 'max' },
  );
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      expect(await mostWithinAMinute(all)).toBeLessThanOrEqual(LIMIT + UNHEARD);
    }),
    { numRuns: 150 },
  );
});
