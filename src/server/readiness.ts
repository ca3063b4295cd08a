import type { Upstream } from '../posthog/client.ts';
import type { Reachability } from '../posthog/types.ts';

export interface ReadinessOptions {
  readonly upstream: Pick<Upstream, 'ping' | 'openCircuit'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** What `/ready` says. */
export interface Report extends Reachability {
  /** The circuit breaker, while it stops calls to PostHog. It does not decide: only calls can close it. */
  readonly circuit?: {
    readonly state: 'open';
    /** ISO 8601. */
    readonly since: string;
    readonly retryAfterSeconds: number;
  };
}

/** Milliseconds for which a result is cached: probes are frequent and unauthenticated, and each would cost a call. */
const FRESH_MS = 2_000;

/** Whether requests can be served: PostHog is reachable, and the process is not stopping. */
export class Readiness {
  readonly #options: ReadinessOptions;
  #stopping = false;
  #asked: { at: number; answer: Promise<Reachability> } | undefined;

  constructor(options: ReadinessOptions) {
    this.#options = options;
  }

  stop(): void {
    this.#stopping = true;
  }

  async check(): Promise<Report> {
    if (this.#stopping) return { ok: false, reason: 'The server is shutting down.' };
    const { upstream, now } = this.#options;
    if (this.#asked === undefined || now() - this.#asked.at >= FRESH_MS) {
      this.#asked = { at: now(), answer: upstream.ping() };
    }
    const reachability = await this.#asked.answer;
    const { openCircuit } = upstream;
    if (!openCircuit) return reachability;
    const { since, retryAfterSeconds } = openCircuit;
    const circuit = { since: new Date(since).toISOString(), retryAfterSeconds };
    return { ...reachability, circuit: { state: 'open', ...circuit } };
  }
}
