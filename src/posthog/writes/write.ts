import type { Instrumentation } from '../../instrumentation/instrumentation.ts';
import type { Operation } from '../api/operations.ts';
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

export interface WriteReporting {
  readonly instrumentation: Instrumentation;
  /** What was last read at an address with a key, in any request; undefined where nothing is kept. */
  readonly lastRead: (apiKey: string, operation: Operation, target: string) => unknown;
  /** Epoch milliseconds. */
  readonly now: () => number;
}
