import type { Upstream } from '../posthog/client.ts';
import type { Reachability } from '../posthog/types.ts';

export interface ReadinessOptions {
  readonly upstream: Pick<Upstream, 'ping'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
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

  async check(): Promise<Reachability> {
    if (this.#stopping) return { ok: false, reason: 'The server is shutting down.' };
    const { upstream, now } = this.#options;
    if (this.#asked === undefined || now() - this.#asked.at >= FRESH_MS) {
      this.#asked = { at: now(), answer: upstream.ping() };
    }
    return this.#asked.answer;
  }
}
