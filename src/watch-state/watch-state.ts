import type { z } from 'zod';

/**
 * What a watcher has to remember when it is started again, or when another one takes over: what it has seen, what it
 * has done, and what it still has to send. In a directory (`directory-state.ts`) or in the store of the replicas
 * (`shared-state.ts`). A write has been stored when its promise resolves.
 */
export interface WatchState {
  /** False for a state in memory, which is lost with the process. */
  readonly isDurable: boolean;
  /** Where it is, for the operator: `directory /var/lib/watch`, `Redis`, `memory`. Without passwords. */
  readonly place: string;
  /**
   * Takes the right to work. It is renewed until it is released; after the end of a process that could not release
   * it, it is free within 30 s.
   * @returns undefined while another watcher works
   * @throws WatchStateError, StoreUnavailable
   */
  acquire(): Promise<WatchLease | undefined>;
  /**
   * Values by their keys.
   * @param name of the collection: small letters, digits and hyphens
   * @param shape of its values, which are JSON. One that was stored differently is a WatchStateError when it is read
   */
  collection<Value>(name: string, shape: z.ZodType<Value>): StateCollection<Value>;
  /**
   * Values in the order in which they were appended.
   * @param name of the queue, which no collection may have
   */
  queue<Value>(name: string, shape: z.ZodType<Value>): StateQueue<Value>;
}

/** The right to work alone. */
export interface WatchLease {
  /** Whether it still is this watcher's, asked now. False too where that cannot be found out. To be asked before acting. */
  isHeld(): Promise<boolean>;
  /** Gives it back. Never fails. */
  release(): Promise<void>;
}

/**
 * Values by their keys, of which each has 1 to 120 characters. Every operation is atomic over all watchers.
 * They throw WatchStateError, and StoreUnavailable when whether it was done is unknown.
 */
export interface StateCollection<Value> {
  get(key: string): Promise<Value | undefined>;
  set(key: string, value: Value): Promise<void>;
  /** Sets the value only if there is none; true when it did. Of several watchers, one gets true. */
  add(key: string, value: Value): Promise<boolean>;
  /** True when there was a value. */
  delete(key: string): Promise<boolean>;
  /** All keys that begin with the text, in the order of their characters. */
  keys(prefix?: string): Promise<readonly string[]>;
  /** The same with their values. */
  entries(prefix?: string): Promise<readonly (readonly [key: string, value: Value])[]>;
}

/** Values in the order in which they were appended, each until it is removed. It throws as a collection does. */
export interface StateQueue<Value> {
  /** Adds a value at the end. Resolves to the id of the entry when it has been stored. */
  append(value: Value): Promise<string>;
  /** The entries from the front, this many at most. */
  read(count: number): Promise<readonly QueueEntry<Value>[]>;
  /** Number of entries. */
  size(): Promise<number>;
  /** Removes an entry; true when it was there. */
  remove(id: string): Promise<boolean>;
}

/** An entry of a queue. */
export interface QueueEntry<Value> {
  /** 15 digits; a later entry has a higher number. */
  readonly id: string;
  readonly value: Value;
}

/** Thrown when what is stored cannot be read or written. The message says where it is and what to do. */
export class WatchStateError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'WatchStateError';
  }
}

/** Milliseconds after which the right of a process that has ended without releasing it passes to another. */
export const LEASE_MS = 30_000;

/** Characters of a key. */
export const LONGEST_KEY = 120;

/**
 * The value in a stored JSON text.
 * @param place of the text, for the message
 * @throws WatchStateError when it is damaged, or of another shape
 */
export function parseStored<Value>(text: string, shape: z.ZodType<Value>, place: string): Value {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw damaged(place, 'it is no JSON', error);
  }
  const { data, error } = shape.safeParse(json);
  if (error) throw damaged(place, error.issues[0]?.message ?? 'another shape', error);
  return data;
}

const damaged = (place: string, reason: string, cause: unknown): WatchStateError =>
  new WatchStateError(
    `The state of the watcher is damaged at ${place} (${reason}). Restore it from a copy. Or remove it: what it says is then forgotten, and may happen again.`,
    cause,
  );
