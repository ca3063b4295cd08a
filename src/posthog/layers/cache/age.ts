import { rowOf } from '../../http/lazy-json/row.ts';
import { originalOf } from '../../http/decoding/misfit.ts';
import type { StaleCause, UpstreamAnswer } from '../../request/exchange.ts';

/** The age of a value that was read from PostHog. */
export interface Age {
  /** Epoch milliseconds when PostHog answered. */
  readonly asOf: number;
  /** Why the value is stale: PostHog could not be called again. Absent for a fresh value. */
  readonly staleReason?: StaleCause;
}

// Stored outside the answers, so that PostHog's JSON stays unchanged; an age is garbage-collected with its row.
const ages = new WeakMap<object, Age>();

/** The age of a lazy row is that of its page, where it is stored once: an entry of a WeakMap for each row takes longer than reading the row. */
const ageOfPage = (row: unknown): Age | undefined => rowOf(row)?.note as Age | undefined;

/** Stores the age of an answer and, if it is a page, of each of its rows. */
export function noteAge({ json, asOf, staleReason }: UpstreamAnswer): void {
  if (typeof json !== 'object' || json === null) return;
  const age: Age = staleReason === undefined ? { asOf } : { asOf, staleReason };
  ages.set(json, age);
  if (!('results' in json) || !Array.isArray(json.results)) return;
  const lazy = rowOf(json.results[0]);
  if (lazy) {
    lazy.note = age;
    return;
  }
  for (const row of json.results) if (typeof row === 'object' && row !== null) ages.set(row, age);
}

/** Stores the age of a value that was read from PostHog earlier, perhaps by another replica. */
export function restoreAge(value: object, age: Age): void {
  ages.set(value, age);
}

/** The age of an answer or of one of its rows, decoded or not; undefined for any other object. */
export function ageOf(value: object): Age | undefined {
  const known = ages.get(value) ?? ageOfPage(value);
  if (known) return known;
  const raw = originalOf(value);
  return typeof raw === 'object' && raw !== null ? ages.get(raw) : undefined;
}
