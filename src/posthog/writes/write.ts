import type { Instrumentation } from '../../instrumentation/instrumentation.ts';
import type { Operation, OperationId } from '../api/operations.ts';
import type { PathValues } from '../http/target.ts';
import type { UpstreamLedger } from '../request/ledger.ts';

/** A write that is about to be sent. */
export interface Write {
  readonly operation: Operation;
  readonly path: PathValues;
  /** What is sent, not yet as text. */
  readonly body: unknown;
  readonly apiKey: string;
  readonly client: string | undefined;
  readonly ledger: UpstreamLedger;
}

/** An answer of PostHog that was read earlier. */
export interface CachedAnswer {
  readonly value: unknown;
  /** Epoch milliseconds when PostHog answered. */
  readonly asOf: number;
}

export interface WriteReporting {
  readonly instrumentation: Instrumentation;
  /** What is cached of an operation for a key, in any order. */
  readonly cachedAnswers: (apiKey: string, operation: OperationId) => readonly CachedAnswer[];
  /** Epoch milliseconds. */
  readonly now: () => number;
}
