import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, loop } from './ask.ts';
import { eventsOf } from './event-stream.ts';
import { measurable, measure, type Measured } from './measure.ts';
import { faults, sendSome } from './soak-requests.ts';
import { openStage, type Stage, unthrottled } from './stage.ts';

const LISTENERS = 500;
/** Requests under way at once, at most: those that a fault holds must not hold up the others. */
const PLACES = 200;
/** How long a listener stays before it leaves and comes back. */
const STAY_MS = 300_000;
const STEPS = 20;
/** What memory may grow or shrink by in the second half of the run. */
const FLAT = 0.05;

const environment = {
  ...unthrottled,
  // Calls to PostHog go on all the time, and what is kept reaches its bound early.
  FRESH_EXPERIMENTS_SECONDS: '15',
  FRESH_SETTINGS_SECONDS: '15',
  FRESH_MAX_MB: '16',
};

/**
 * Sends a fixed number of mixed requests, evenly over the minutes, to replicas with 500 listeners while PostHog fails in
 * changing ways. Prints what each replica holds twenty times. Its memory must be flat over the second half, and
 * what is open must return to where it was.
 * @param minutes 0 for as fast as possible
 */
export async function soak(replicas: number, requests: number, minutes: number): Promise<void> {
  const stage = await openStage({
    replicas,
    redis: true,
    environment,
    nodeOptions: measurable,
  });
  try {
    const before = await measureAll(stage);
    console.log({ before });
    const leaving = new AbortController();
    const counts = { events: 0, connections: 0 };
    const ids = await experimentIds(stage);
    const listeners = Array.from({ length: LISTENERS }, async (_, n) => {
      await sleep((STAY_MS * n) / LISTENERS / 10);
      await listen(stage.url, ids[n % ids.length]!, leaving.signal, counts);
    });
    let taken = 0;
    let sent = 0;
    let lateMs = 0;
    const outcomes: Record<string, number> = {};
    const isOver = () => taken >= requests;
    const startedAt = Date.now();
    const breaking = loop(1, isOver, () => failInTurn(stage, isOver));
    const series: Measured[][] = [];
    const measuring = (async () => {
      for (let step = 1; step <= STEPS; step += 1) {
        while (sent < (requests * step) / STEPS) await sleep(200);
        series.push(await measureAll(stage));
        const minute = Math.round((Date.now() - startedAt) / 6_000) / 10;
        console.log(JSON.stringify({ minute, sent, lateMs, replicas: series.at(-1) }));
      }
    })();
    await loop(PLACES, isOver, async () => {
      const number = (taken += 1);
      const due = startedAt + (number / requests) * minutes * 60_000;
      if (due > Date.now()) await sleep(due - Date.now());
      lateMs = Date.now() - due;
      sent += 1;
      const outcome = await sendSome(stage.url, number).catch((error: Error) => error.message);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    });
    await Promise.all([breaking, measuring]);
    leaving.abort();
    await Promise.all(listeners);
    // Longer than pollers, connections and pauses live without anybody who waits for them.
    await sleep(60_000);
    const after = await measureAll(stage);
    console.log(JSON.stringify({ after }));
    const growth = stage.replicas.map((_, index) => ({
      inUse: growthOf(series.map((all) => all[index]!.inUse)),
      resident: growthOf(series.map((all) => all[index]!.resident)),
    }));
    console.log({ requests, ...counts, outcomes, growth, redis: redisMemory(stage) });
    if (growth.some(({ inUse }) => Math.abs(inUse) > FLAT)) process.exitCode = 1;
  } finally {
    await stage.close();
  }
}

const measureAll = ({ replicas, directory }: Stage) =>
  Promise.all(replicas.map(({ pid }) => measure(pid, directory)));

async function experimentIds({ url }: Stage): Promise<string[]> {
  const { data } = await ask(url, '{ experiments(first: 25) { nodes { posthogId } } }');
  return data.experiments.nodes.map(({ posthogId }: { posthogId: string }) => posthogId);
}

async function listen(
  url: string,
  id: string,
  signal: AbortSignal,
  counts: { events: number; connections: number },
): Promise<void> {
  const query = `subscription { experimentChanged(id: "${id}") { pace } }`;
  while (!signal.aborted) {
    counts.connections += 1;
    try {
      const stay = AbortSignal.any([signal, AbortSignal.timeout(STAY_MS)]);
      for await (const _ of eventsOf(url, query, { signal: stay })) counts.events += 1;
    } catch {
      // Ended by a fault, or the listener leaves.
    }
    await sleep(1_000);
  }
}

async function failInTurn({ sandbox }: Stage, isOver: () => boolean): Promise<void> {
  for (const fault of faults) {
    if (isOver()) return;
    await sandbox.fault({ match: { path: 'experiments|feature_flags' }, ...fault });
    await sleep(3_000);
    await sandbox.heal();
    await sleep(6_000);
  }
}

/** By how much the mean of the last quarter differs from that of the quarter before, as a share. */
function growthOf(values: readonly number[]): number {
  const quarter = Math.floor(values.length / 4);
  const mean = (some: readonly number[]) => some.reduce((sum, one) => sum + one, 0) / some.length;
  return mean(values.slice(-quarter)) / mean(values.slice(-2 * quarter, -quarter)) - 1;
}

function redisMemory({ redisPort }: Stage): string | undefined {
  const words = ['-p', String(redisPort), 'info', 'memory'];
  return /used_memory_human:(\S+)/.exec(
    execFileSync('redis-cli', words, { encoding: 'utf8' }),
  )?.[1];
}
