import type { OperationId } from './contract.ts';

/** One HTTP call that really left for PostHog. `status` is absent when no answer came; `ms` is until the answer was read or given up. */
export interface UpstreamCall {
  operation: OperationId;
  method: string;
  path: string;
  status?: number;
  ms: number;
}

/** What one GraphQL request cost upstream. Every retry is a call of its own, as PostHog's rate limit counts it. */
export class UpstreamLedger {
  readonly log: UpstreamCall[] = [];
  retries = 0;
  /** Milliseconds spent waiting for a free slot or for the next attempt, summed over all calls. */
  waitedMs = 0;

  get calls(): number {
    return this.log.length;
  }

  sent(call: UpstreamCall): void {
    this.log.push(call);
  }

  retried(): void {
    this.retries += 1;
  }

  waited(ms: number): void {
    this.waitedMs += ms;
  }
}
