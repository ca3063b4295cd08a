import type { UpstreamLedger } from '../request/ledger.ts';
import type { PlannedRequest } from '../request/planned-request.ts';
import type { FreshnessPolicy } from '../request/plan.ts';
import { ReadHistory, type PastRead } from './read-history.ts';
import { Speculation, type SpeculationOptions } from './speculation.ts';

/** What is known of a key, and of writes. */
export interface SpeculationRules {
  /** Whether an answer to a read is cached for the key, and is older than the policy accepts. */
  readonly hasExpired: (apiKey: string, read: PastRead, freshness: FreshnessPolicy) => boolean;
  /** Calls that the key may still make now; undefined for one that PostHog does not count. */
  readonly left: (apiKey: string) => number | undefined;
  /** Whether several callers have a share each of the key's calls: a wrong prediction would use up the share of one. */
  readonly isShared: (apiKey: string) => boolean;
  /** Whether PostHog has accepted the key. */
  readonly isKnown: (apiKey: string) => boolean;
  /** Incremented with each write. */
  readonly generation: () => number;
}

/** Begins the speculation of one request; undefined where its key allows none. */
export type BeginSpeculation = (
  name: string,
  caller: { readonly apiKey: string },
  ledger: UpstreamLedger,
  request: Pick<SpeculationOptions, 'make'> & { readonly planned: PlannedRequest },
) => Speculation | undefined;

/** Memory for what operations have read, in bytes. */
const HISTORY_BYTES = 8 * 1024 * 1024;

/** Creates what begins the speculation of requests, with a history of its own. */
export function createSpeculation(rules: SpeculationRules): BeginSpeculation {
  const history = new ReadHistory(HISTORY_BYTES);
  return (name, { apiKey }, ledger, { planned, make }) => {
    if (rules.isShared(apiKey)) return undefined;
    const speculation = new Speculation({
      history,
      name,
      ledger,
      make,
      generation: rules.generation,
      hasExpired: (read) => rules.hasExpired(apiKey, read, planned.plan.freshness),
      hasRoomFor: (calls) =>
        (rules.left(apiKey) ?? Infinity) >= calls + (planned.plan.forecast?.calls() ?? 0),
    });
    ledger.speculation = speculation;
    planned.onEnd(() => speculation.end(rules.isKnown(apiKey)));
    return speculation;
  };
}
