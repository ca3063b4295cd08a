import { cpuOf, peakMemoryOf, pin } from '../harness/process.mjs';
import { BOTH_CORES, SERVER_CORE } from '../harness/stage.mjs';
import type { CompareOptions } from './options.ts';
import type { Load } from './load/load.ts';
import type { MemoryFigures, SideName, TimeFigures } from './rows.ts';
import { startSide, type Running, type Side } from './running.ts';
import type { Scenario } from './scenarios/scenarios.ts';
import type { Upstream } from './upstreams.ts';

/** What one round needs. */
export interface Stage {
  readonly scenario: Scenario;
  readonly mode: string;
  readonly sides: Readonly<Record<SideName, Side>>;
  readonly upstreams: Readonly<Record<SideName, Upstream>>;
  readonly options: Pick<CompareOptions, 'seconds' | 'warm'>;
}

interface Loaded {
  readonly running: Running;
  readonly load: Load;
}

/** Sides in the order they are run in: each comes as early as the other, over one round and over two. */
export const orderOf = (round: number): readonly SideName[] =>
  round % 2 === 1 ? ['a', 'b', 'b', 'a'] : ['b', 'a', 'a', 'b'];

/**
 * Starts both sides anew, because compilers decide differently in each process, and times them in turn.
 * @throws Error when a side cannot do it
 */
export async function timeRound(
  stage: Stage,
  round: number,
  take: (side: SideName, figures: TimeFigures) => void,
): Promise<void> {
  const order = orderOf(round);
  const loaded: Partial<Record<SideName, Loaded>> = {};
  try {
    for (const side of order.slice(0, 2)) {
      const { running, load } = (loaded[side] = await begin(stage, side));
      // Compilers and collectors get both cores while it warms up.
      pin(running.pid, BOTH_CORES);
      await load.run(stage.options.warm);
      pin(running.pid, SERVER_CORE);
    }
    for (const side of order) take(side, await timeOnce(loaded[side]!, secondsOf(stage)));
  } finally {
    for (const one of Object.values(loaded)) await stop(one);
  }
}

async function timeOnce({ running, load }: Loaded, seconds: number): Promise<TimeFigures> {
  // V8 drops compiled code that idles, and this one has waited for its turn.
  await load.run(1);
  const [callsBefore, cpuBefore] = [await running.upstream.calls(), cpuOf(running.pid)];
  const { requests, us, p50, p99, bytes, errors } = await load.run(seconds);
  const cpu = cpuOf(running.pid) - cpuBefore;
  const calls = (await running.upstream.calls()) - callsBefore;
  if (errors > 0) throw new Error(`${errors} of ${requests} requests failed.`);
  if (requests === 0) throw new Error(`No request was answered within ${seconds} s.`);
  return {
    cpu: (cpu * 1e6) / requests,
    rps: requests / (us / 1e6),
    p50: p50 / 1e3,
    p99: p99 / 1e3,
    calls: calls / requests,
    bytes: bytes / requests,
  };
}

/**
 * Measures the memory of both sides, each alone, under the load of a warm-up and a run.
 * @throws Error when a side cannot do it
 */
export async function memoryRound(
  stage: Stage,
  round: number,
  take: (side: SideName, figures: MemoryFigures) => void,
): Promise<void> {
  for (const side of orderOf(round).slice(0, 2)) {
    const { running, load } = await begin(stage, side, true);
    try {
      await load.run(stage.options.warm);
      await load.run(secondsOf(stage));
      take(side, { heap: await running.heap(), peak: peakMemoryOf(running.pid) });
    } finally {
      await stop({ running, load });
    }
  }
}

async function begin(stage: Stage, side: SideName, isForMemory = false): Promise<Loaded> {
  const { scenario, mode, sides, upstreams } = stage;
  const running = await startSide(sides[side], mode, upstreams[side], {
    cores: isForMemory ? BOTH_CORES : SERVER_CORE,
    collects: isForMemory,
  });
  try {
    return { running, load: await scenario.open(running) };
  } catch (error) {
    await running.stop();
    throw new Error(`${side.toUpperCase()}: ${(error as Error).message}`, { cause: error });
  }
}

async function stop({ running, load }: Loaded): Promise<void> {
  await load.close();
  await running.stop();
}

const secondsOf = ({ scenario, options }: Stage) => Math.max(scenario.least, options.seconds);
