import { parseObject } from '../../../../shared-store/parse-object.ts';
import type { Tag } from '../tags.ts';

interface Origin {
  /** Random name of the log's present beginning; answers read under another one are not trusted. */
  readonly epoch: string;
  /** The replica that appended the entry. */
  readonly by: string;
}

/** A write is about to be sent to PostHog: it may happen from now on. */
export interface WriteBegan {
  readonly kind: 'began';
  /** Name of the write, repeated by the entry that ends it. */
  readonly write: string;
  /** Everything the write may make stale, as far as it is known before its answer. */
  readonly tags: readonly Tag[];
  /** Milliseconds after which the write counts as done although nothing ended it: its replica has died. */
  readonly ms: number;
}

/** A write was answered, failed, or was left unfinished by a replica that died; or a key was refused. */
export interface WriteEnded {
  readonly kind: 'ended';
  /** Undefined for writes whose beginning could not be logged, and where there was none. */
  readonly write?: string | undefined;
  readonly tags: readonly Tag[];
}

/** A poll saw that something has changed at PostHog. */
export interface SeenOutdated {
  readonly kind: 'outdated';
  readonly tags: readonly Tag[];
}

/** The log begins here: what was logged before is not known, so that no earlier answer is valid. */
export interface LogRestarted {
  readonly kind: 'restarted';
}

export type LogContent = WriteBegan | WriteEnded | SeenOutdated | LogRestarted;

/** What replicas tell each other about writes, in the order of the log. */
export type LogEntry = LogContent & Origin;

export const encodeEntry = (entry: LogEntry): string => JSON.stringify(entry);

/** The entry of a text; undefined for a text of another version, which a reader takes for `restarted`. */
export function decodeEntry(text: string): LogEntry | undefined {
  const entry: Unchecked | undefined = parseObject(text);
  if (typeof entry?.epoch !== 'string' || typeof entry.by !== 'string') return undefined;
  if (entry.kind === 'restarted') return entry as LogEntry;
  if (!isTexts(entry.tags)) return undefined;
  if (entry.kind === 'ended' || entry.kind === 'outdated') return entry as LogEntry;
  const { kind, write, ms } = entry;
  const isBeginning = kind === 'began' && typeof write === 'string' && typeof ms === 'number';
  return isBeginning ? (entry as LogEntry) : undefined;
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

type Unchecked = { readonly [Name in keyof (WriteBegan & Origin)]?: unknown };
