import { parseObject } from '../../../shared-store/parse-object.ts';
import { restoreValue, storeValue } from './stored-value.ts';

/** What all replicas know of an idempotency key. */
export interface IdempotencyRecord {
  /** Hash of the input. */
  readonly fingerprint: string;
  /**
   * `pending`: an attempt is under way, or its replica ended. `done`: it was answered. `unknown`: nobody knows whether
   * it changed anything. `unchanged`: it certainly changed nothing, and the next attempt begins anew.
   */
  readonly state: 'pending' | 'done' | 'unknown' | 'unchanged';
  /** Epoch milliseconds at which the first attempt began. */
  readonly since: number;
  /** Names the attempt that wrote this. */
  readonly attempt: string;
  /** How the attempt ended, as JSON ({@link storeOutcome}); absent while it is pending. */
  readonly outcome?: unknown;
}

export const writeRecord = (record: IdempotencyRecord): string => JSON.stringify(record);

const states: ReadonlySet<unknown> = new Set(['pending', 'done', 'unknown', 'unchanged']);

/** Undefined for what is no record of this version. */
export function readRecord(text: string): IdempotencyRecord | undefined {
  const record: Partial<Record<keyof IdempotencyRecord, unknown>> = parseObject(text) ?? {};
  const isRecord =
    states.has(record.state) &&
    [record.fingerprint, record.attempt].every((one) => typeof one === 'string') &&
    typeof record.since === 'number';
  return isRecord ? (record as IdempotencyRecord) : undefined;
}

/** How an attempt ended: what it answered, or the error that it failed with. */
export type Outcome<T> = { readonly answer: T } | { readonly error: unknown };

/**
 * An outcome as JSON that every replica of this version can read.
 * @throws TypeError for an answer with values that JSON cannot hold
 */
export const storeOutcome = (outcome: Outcome<unknown>): unknown => storeValue({ ...outcome });

/**
 * The outcome that {@link storeOutcome} was given.
 * @throws TypeError for what another version has stored and this one does not know
 */
export const restoreOutcome = <T>(stored: unknown): Outcome<T> =>
  restoreValue(stored) as Outcome<T>;
