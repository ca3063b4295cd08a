import { parseObject } from '../../../shared-store/parse-object.ts';
import type { Progress } from '../poller.ts';
import type { Check } from '../topic.ts';
import type { Wake } from '../wakes.ts';

const paces: ReadonlySet<Check['pace']> = new Set([
  'fast',
  'steady',
  'quiet',
  'budget_short',
  'retrying',
]);
/** The last moment that a Date can hold, in epoch milliseconds. */
const LAST_DATE = 8.64e15;

/** What the replica that polls says after each check. */
export interface SharedProgress extends Progress {
  /** The state that the check saw. */
  readonly id: string;
  readonly check: Check;
}

/** What replicas that watch the same topic with the same key say to each other. */
export type TopicMessage =
  | { readonly kind: 'checked'; readonly progress: SharedProgress }
  /** The replica that polled does so no longer. */
  | { readonly kind: 'vacant' }
  /** A replica knows of a write, or has a new listener: check before the next check is due. */
  | ({ readonly kind: 'look' } & Wake);

/** @param from the sender, who gets its own messages too */
export function writeMessage(from: string, message: TopicMessage): string {
  return JSON.stringify(
    message.kind === 'checked'
      ? { from, kind: message.kind, progress: writeProgress(message.progress) }
      : { from, ...message },
  );
}

/** @returns undefined for what is no message, and for the reader's own */
export function readMessage(reader: string, text: string): TopicMessage | undefined {
  const { from, kind, progress, isOwn, reads } = parseObject(text) ?? {};
  if (from === reader) return undefined;
  if (kind === 'vacant') return { kind };
  if (kind === 'look') {
    // Older versions do not say what is to be read.
    return { kind, isOwn: isOwn === true, reads: reads === 'expired' ? reads : 'all' };
  }
  const read = kind === 'checked' && typeof progress === 'string' && readProgress(progress);
  return read ? { kind: 'checked', progress: read } : undefined;
}

export function writeProgress({ check, ...progress }: SharedProgress): string {
  const { at, pace, nextAt } = check;
  return JSON.stringify({
    ...progress,
    check: { at: at.getTime(), pace, nextAt: nextAt?.getTime() ?? null },
  });
}

/** @returns undefined for what is no progress */
export function readProgress(text: string | undefined): SharedProgress | undefined {
  const { id, unchanged, failures, check } = parseObject(text ?? '') ?? {};
  if (typeof id !== 'string' || typeof check !== 'object' || check === null) return undefined;
  const { at, pace, nextAt } = check as { at: number; pace: Check['pace']; nextAt: number | null };
  const isTimed = isTime(at) && (nextAt === null || isTime(nextAt));
  if (!isTimed || !isCount(unchanged) || !isCount(failures) || !paces.has(pace)) return undefined;
  return {
    id,
    unchanged,
    failures,
    check: { at: new Date(at), pace, nextAt: nextAt === null ? null : new Date(nextAt) },
  };
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value);
const isTime = (value: unknown) => typeof value === 'number' && Math.abs(value) <= LAST_DATE;
