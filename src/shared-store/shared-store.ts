import type { SharedWindows } from './windows.ts';

/**
 * State that all replicas of this server use together: in memory for a single process (`memory-store.ts`), in Redis
 * for several (`redis/`). Keys are text without PostHog keys in clear; values are text. Every method of a
 * store that is not in memory may throw `StoreUnavailable`, and its caller then goes on with what its own process knows.
 */
export interface SharedStore {
  /** False for a store in memory, which has no other replica: what a process already knows is then all there is. */
  readonly isShared: boolean;
  /** Whether the store can be used now, and how many replicas use it. Makes no call. */
  readonly status: StoreStatus;
  /** Calls `listener` whenever the store can be used again, or no longer; returns a function that unsubscribes. */
  onStatus(listener: (status: StoreStatus) => void): () => void;
  readonly values: SharedValues;
  readonly leases: SharedLeases;
  readonly messages: SharedMessages;
  readonly streams: SharedStreams;
  readonly windows: SharedWindows;
  /** Ends every connection. Leases expire by themselves. */
  close(): Promise<void>;
}

export interface StoreStatus {
  readonly isUp: boolean;
  /** Why it is not up, in one sentence without addresses and passwords. */
  readonly reason?: string;
  /** Replicas seen within the last 30 s, this one included; while the store is down, the number last seen. */
  readonly replicas: number;
}

/** Thrown when a store does not answer in time or refuses. Whether the operation was done is unknown. */
export class StoreUnavailable extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreUnavailable';
  }
}

/** Values that expire. A single operation is atomic over all replicas. */
export interface SharedValues {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, ttlMs: number): Promise<void>;
  /** Sets the value only if there is none; true when it did. */
  add(key: string, value: string, ttlMs: number): Promise<boolean>;
  /** Sets the value only while it is `expected`; true when it did. */
  replace(key: string, expected: string, value: string, ttlMs: number): Promise<boolean>;
  /** Deletes the value, or only while it is `expected`; true when it did. */
  delete(key: string, expected?: string): Promise<boolean>;
}

/** The right to do something alone, for a limited time. */
export interface SharedLeases {
  /** Takes a lease; undefined while another holder has it. The holder has to renew it before `ttlMs` have passed. */
  acquire(name: string, ttlMs: number): Promise<Lease | undefined>;
}

export interface Lease {
  /** Increases with each new holder of this name: a later holder has a higher number. */
  readonly fence: number;
  /** Keeps the lease for another `ttlMs`; false when it has expired or another holder has it. */
  renew(ttlMs: number): Promise<boolean>;
  /** Gives the lease back. Does nothing when it has expired. */
  release(): Promise<void>;
}

/** Messages to all replicas, delivered at most once: who is not connected misses them. */
export interface SharedMessages {
  /** @returns the number of subscribers that were sent the message, as far as it is known */
  publish(channel: string, message: string): Promise<number>;
  subscribe(channel: string, listener: MessageListener): Subscription;
}

export interface Subscription {
  /**
   * Resolves when messages published from now on arrive. Rejects with `StoreUnavailable` while none can: the listener
   * stays subscribed, and is told by `missed` when they arrive.
   */
  readonly ready: Promise<void>;
  close(): void;
}

export interface MessageListener {
  message(text: string): void;
  /**
   * Messages may have been missed: the store could not be used and now can be again, or it has lost its data. By then it
   * can be used, and messages arrive.
   */
  missed?(): void;
}

/** Entries in order, kept for replicas and clients that come later. */
export interface SharedStreams {
  /** @returns the id of the entry; ids of one stream increase, and `compareIds` orders them */
  append(stream: string, value: string, bounds: StreamBounds): Promise<string>;
  /**
   * The entries after an id, oldest first; without an id from the first that is kept. None come after text that is not
   * an id.
   */
  read(stream: string, after?: string): Promise<readonly StreamEntry[]>;
  /** One entry by its id; undefined when it is not kept. */
  find(stream: string, id: string): Promise<StreamEntry | undefined>;
  /** The newest entry. */
  last(stream: string): Promise<StreamEntry | undefined>;
}

export interface StreamEntry {
  readonly id: string;
  readonly value: string;
}

export interface StreamBounds {
  /** The newest entries that are kept, at least. */
  readonly keep: number;
  /** Milliseconds after the last append until the stream is deleted. */
  readonly ttlMs: number;
}

/** True for text that can be an id of an entry. What clients send may be anything. */
export const isEntryId = (text: string): boolean => /^\d{1,15}-\d{1,15}$/.test(text);

/** Negative when the first id is older, positive when it is newer. */
export function compareIds(one: string, other: string): number {
  const [ms = 0, count = 0] = one.split('-').map(Number);
  const [otherMs = 0, otherCount = 0] = other.split('-').map(Number);
  return ms - otherMs || count - otherCount;
}
