import { StoreUnavailable } from '../shared-store.ts';
import type { SharedWindows, WindowRules, WindowsReply, WindowsRequest } from '../windows.ts';
import type { Argument, RedisCommands } from './connection/commands.ts';
import { exchangeWindows } from './scripts/windows.ts';

/** Windows in Redis, by its own clock, so that those of the replicas may differ. */
export class RedisWindows implements SharedWindows {
  readonly #commands: RedisCommands;
  readonly #prefix: string;
  readonly #now: (() => number) | undefined;

  /** @param now the clock, only in tests */
  constructor(commands: RedisCommands, prefix: string, now?: () => number) {
    this.#commands = commands;
    this.#prefix = `${prefix}window:`;
    this.#now = now;
  }

  async exchange(name: string, rules: WindowRules, request: WindowsRequest): Promise<WindowsReply> {
    // The braces put both keys of a name on one node of a cluster.
    const place = `${this.#prefix}{${name}}`;
    const values = argumentsOf(this.#now?.(), rules, request);
    const answer = await this.#commands.run(exchangeWindows, [`${place}:calls`, place], values);
    return replyOf(answer);
  }
}

function argumentsOf(
  now: number | undefined,
  { windows, probeEveryMs }: WindowRules,
  { counted = [], takenBack = [], released = [], throttledMs, wanted, memory }: WindowsRequest,
): Argument[] {
  return [
    now ?? '',
    memory ?? '',
    probeEveryMs,
    throttledMs === undefined ? '' : Math.ceil(throttledMs),
    wanted?.id ?? '',
    wanted?.calls ?? 1,
    Math.ceil(wanted?.lifetimeMs ?? 0),
    wanted?.isUrgent ? 1 : 0,
    windows.length,
    ...windows.flatMap(({ calls, spanMs }) => [calls, spanMs]),
    counted.length,
    ...counted.flatMap(({ id, reservation = '', agoMs }) => [id, reservation, Math.floor(agoMs)]),
    takenBack.length,
    ...takenBack,
    released.length,
    ...released,
  ];
}

const outcomes: ReadonlySet<string> = new Set(['granted', 'probe', 'refused', 'lost']);

const isOutcome = (text: string): text is WindowsReply['outcome'] => outcomes.has(text);

function replyOf(answer: unknown): WindowsReply {
  if (!Array.isArray(answer)) throw new StoreUnavailable('Redis answered with something else.');
  const [memory, at, reserved, throttledMs, probeInMs, corrected, outcome, ...rest] = answer;
  const [waitMs = 0, atLeastMs = 0, nextMs = 0, ...used] = rest.map(Number);
  const word = String(outcome);
  if (!isOutcome(word)) throw new StoreUnavailable('Redis answered with something else.');
  return {
    memory: String(memory),
    at: Number(at),
    used,
    reserved: Number(reserved),
    throttledMs: Number(throttledMs),
    probeInMs: Number(probeInMs),
    isCorrected: Number(corrected) === 1,
    outcome: word,
    waitMs: waitOf(waitMs),
    atLeastMs: waitOf(atLeastMs),
    nextMs: waitOf(nextMs),
  };
}

/** Lua's integers have no infinity. */
const waitOf = (ms: number) => (ms < 0 ? Infinity : ms);
