import type { StaleCause, UpstreamAnswer } from '../../request/exchange.ts';

/** How old something is that came from PostHog. */
export interface Age {
  /** Epoch milliseconds when PostHog gave it. */
  readonly asOf: number;
  /** Set when it is past its freshness, because PostHog could not be asked again. */
  readonly staleReason?: StaleCause;
}

// Beside the answers, not in them: PostHog's JSON stays as it is, and a row forgets its age with itself.
const ages = new WeakMap<object, Age>();

/** Remembers the age of an answer and, where it is a page, of each of its rows. */
export function noteAge({ json, asOf, staleReason }: UpstreamAnswer): void {
  if (typeof json !== 'object' || json === null) return;
  const age: Age = staleReason === undefined ? { asOf } : { asOf, staleReason };
  ages.set(json, age);
  if (!('results' in json) || !Array.isArray(json.results)) return;
  for (const row of json.results) if (typeof row === 'object' && row !== null) ages.set(row, age);
}

/** The age of an answer or of a row of one; undefined for anything else. */
export function ageOf(value: object): Age | undefined {
  return ages.get(value);
}
