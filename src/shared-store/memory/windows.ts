import { randomUUID } from 'node:crypto';
import type {
  SharedWindows,
  WantedCalls,
  WindowRules,
  WindowsReply,
  WindowsRequest,
} from '../windows.ts';
import { MemoryWindow } from './window.ts';

/** Windows in the memory of this process. */
export class MemoryWindows implements SharedWindows {
  readonly #now: () => number;
  readonly #windows = new Map<string, MemoryWindow>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Names about which anything is stored. */
  get size(): number {
    return this.#windows.size;
  }

  exchange(name: string, rules: WindowRules, request: WindowsRequest): Promise<WindowsReply> {
    const now = this.#now();
    let window = this.#windows.get(name);
    if (!window) {
      window = new MemoryWindow(randomUUID());
      this.#windows.set(name, window);
    }
    window.forgetExpired(rules, now);
    record(window, rules, request, now);
    const reply = replyOf(window, rules, request, now);
    if (window.isEmpty(now)) this.#windows.delete(name);
    return Promise.resolve(reply);
  }
}

function record(
  window: MemoryWindow,
  rules: WindowRules,
  { counted = [], takenBack = [], released = [], throttledMs }: WindowsRequest,
  now: number,
): void {
  for (const call of counted) window.count(call, rules, now);
  for (const id of takenBack) window.calls.delete(id);
  for (const id of released) window.reservations.delete(id);
  if (throttledMs === undefined) return;
  if (throttledMs > 0) {
    if (window.throttledUntil <= now && window.waitFor(1 + window.reserved, rules, now) === 0) {
      window.isCorrected = true;
    }
    window.throttledUntil = Math.max(window.throttledUntil, now + throttledMs);
    window.probeAt = now + rules.probeEveryMs;
  } else window.throttledUntil = 0;
}

function replyOf(
  window: MemoryWindow,
  rules: WindowRules,
  { wanted, memory }: WindowsRequest,
  now: number,
): WindowsReply {
  const calls = wanted?.calls ?? 1;
  const ahead = window.reserved + (wanted && !wanted.isUrgent ? window.urgent(now) : 0);
  const waitMs = window.waitFor(calls + ahead, rules, now);
  const atLeastMs = window.waitFor(calls, rules, now);
  const isLost = memory !== undefined && memory !== window.memory;
  const outcome = isLost ? 'lost' : reserve(window, rules, wanted, waitMs, now);
  const throttledMs = Math.max(0, window.throttledUntil - now);
  return {
    memory: window.memory,
    at: now,
    used: rules.windows.map(({ spanMs }) => window.used(spanMs, now)),
    reserved: window.reserved,
    throttledMs,
    probeInMs: throttledMs > 0 ? Math.max(0, window.probeAt - now) : 0,
    isCorrected: window.isCorrected,
    outcome,
    waitMs,
    atLeastMs,
    nextMs: window.waitFor(1 + window.reserved, rules, now),
  };
}

function reserve(
  window: MemoryWindow,
  rules: WindowRules,
  wanted: WantedCalls | undefined,
  waitMs: number,
  now: number,
): WindowsReply['outcome'] {
  if (!wanted) return 'refused';
  const { id, calls, lifetimeMs, isUrgent } = wanted;
  const isThrottled = window.throttledUntil > now;
  if (waitMs > 0 || (isThrottled && window.probeAt > now)) {
    if (isUrgent) window.urge(calls, now);
    return 'refused';
  }
  window.reservations.set(id, { left: calls, until: now + lifetimeMs });
  if (isUrgent) window.calm();
  if (!isThrottled) return 'granted';
  window.probeAt = now + rules.probeEveryMs;
  return 'probe';
}
