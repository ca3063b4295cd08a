import { createGraph } from '../../src/graph/server.ts';
import { createUpstream } from '../../src/posthog/client.ts';
import { fastPath, lazyRows } from '../support/switches.ts';
import type { WireObject } from '../support/sandbox-control.ts';
import {
  MAX_BYTES,
  startFaultyPostHog,
  TIME_LIMIT_MS,
  type Fault,
  type FaultyPostHog,
} from './faulty-posthog.ts';

/** What a caller got, in the words of the documentation. */
export interface Seen {
  /** The code of the error, or `data`, and what it says beside it. */
  readonly answer: string;
  readonly calls: number;
  readonly writes: number;
  /** Milliseconds on the wall clock. */
  readonly ms: number;
  /** Milliseconds of pauses between attempts, which are skipped here. */
  readonly pausedMs: number;
}

const DURING_CHECKS = 60_000;

/** The product over a PostHog that fails in one way. */
class Product {
  readonly #posthog: FaultyPostHog;
  readonly #upstream: ReturnType<typeof createUpstream>;
  readonly #graph: ReturnType<typeof createGraph>;
  #pausedMs = 0;
  /** Wakes the poller, and what it waits for. */
  #wake: () => void = () => undefined;
  #asked = Promise.withResolvers<number>();

  constructor(posthog: FaultyPostHog) {
    this.#posthog = posthog;
    this.#upstream = createUpstream({
      host: posthog.url,
      concurrency: 20,
      timeoutMs: TIME_LIMIT_MS,
      maxBodyBytes: MAX_BYTES,
      // Nothing is fresh, and everything that was read is kept.
      freshness: {
        seconds: { experiments: 0, settings: 0, results: 0 },
        maxStaleMs: 3_600_000,
        maxBytes: 10_000_000,
      },
      lazyRows,
      random: () => 0.5,
      now: () => Date.now() + this.#pausedMs,
      sleep: (ms) => {
        this.#pausedMs += ms;
        return Promise.resolve();
      },
    });
    this.#graph = createGraph({
      upstream: this.#upstream,
      apiKey: 'phx_sandbox',
      projectId: '1',
      requestTimeoutMs: 3 * TIME_LIMIT_MS,
      onUnexpectedError: (error) => {
        throw error;
      },
      sleep: (ms, signal) => {
        this.#asked.resolve(ms);
        return new Promise((resolve, reject) => {
          this.#wake = resolve;
          signal.addEventListener('abort', () => {
            reject(signal.reason as Error);
          });
        });
      },
      fastPath,
    });
  }

  async ask(query: string): Promise<string> {
    const response = await this.#send(query, 'application/json');
    return answerOf((await response.json()) as WireObject);
  }

  /** The first event of a subscription, and with `later` what its next check comes to. */
  async subscribe(query: string, later?: () => Promise<void>): Promise<string> {
    const response = await this.#send(query, 'text/event-stream');
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    const next = async () => {
      for (let text = ''; ;) {
        const { done, value } = await reader.read();
        if (done) return 'the end';
        text += value;
        const [, data] = /^data: (\{.*)$/m.exec(text) ?? [];
        if (data !== undefined) return answerOf(JSON.parse(data) as WireObject);
      }
    };
    try {
      const first = await next();
      if (!later || first !== 'data') return first;
      await this.#asked.promise;
      await later();
      this.#asked = Promise.withResolvers();
      const event = next();
      this.#wake();
      const pause = this.#asked.promise.then((ms) => `goes on, checks again in ${ms / 1_000} s`);
      return await Promise.race([event, pause]);
    } finally {
      await reader.cancel();
    }
  }

  async observe(act: () => Promise<string>): Promise<Seen> {
    const startedAt = performance.now();
    const before = this.#pausedMs;
    const answer = await act();
    const { calls, writes } = this.#posthog;
    const ms = performance.now() - startedAt;
    return { answer, calls, writes, ms, pausedMs: this.#pausedMs - before };
  }

  async close(): Promise<void> {
    await this.#graph.dispose();
    this.#upstream.cut();
    await this.#upstream.close();
    this.#posthog.close();
  }

  async #send(query: string, accept: string): Promise<Response> {
    return this.#graph.fetch('http://graph.test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify({ query }),
      signal: AbortSignal.timeout(DURING_CHECKS),
    });
  }
}

function answerOf({ data, errors = [], extensions }: WireObject): string {
  const [error] = errors as { extensions: WireObject }[];
  if (!error) return extensions?.['upstream'].staleHits > 0 ? 'data, stale' : 'data';
  const { code, uncertain, retryAfterSeconds } = error.extensions;
  const facts = [
    `\`${code}\``,
    ...(uncertain ? ['uncertain'] : []),
    ...(retryAfterSeconds === undefined ? [] : [`in ${retryAfterSeconds} s`]),
    ...(Object.values((data as WireObject) ?? {}).some(Boolean) ? ['part of the data'] : []),
  ];
  return facts.join(', ');
}

const QUERY = '{ experiment(id: 1) { name } }';
const WRITE = 'mutation { duplicateExperiment(input: {id: "15", name: "A copy"}) { __typename } }';
const SUBSCRIPTION = 'subscription { experimentChanged(id: 1) { pace } }';

/** One column of the table. */
export type Situation =
  | 'query'
  | 'kept query'
  | 'mutation'
  | 'subscription'
  | 'kept subscription'
  | 'later check'
  | 'ten queries';

/** Puts the product in a situation, and says what its caller saw; undefined where the fault rules it out. */
export async function observe(
  real: string,
  fault: Fault,
  situation: Situation,
): Promise<Seen | undefined> {
  const isKept = situation.startsWith('kept') || situation === 'later check';
  if (isKept && fault.nowhere !== undefined) return undefined;
  const posthog = await startFaultyPostHog(real, fault);
  const product = new Product(posthog);
  try {
    if (situation.startsWith('kept')) await product.ask(QUERY);
    if (situation === 'later check')
      return await product.observe(() => product.subscribe(SUBSCRIPTION, () => posthog.fail()));
    await posthog.fail();
    switch (situation) {
      case 'mutation':
        return await product.observe(() => product.ask(WRITE));
      case 'subscription':
      case 'kept subscription':
        return await product.observe(() => product.subscribe(SUBSCRIPTION));
      case 'ten queries':
        return await product.observe(async () => {
          for (let asked = 1; asked < 10; asked += 1) await product.ask(QUERY);
          return product.ask(QUERY);
        });
      default:
        return await product.observe(() => product.ask(QUERY));
    }
  } finally {
    await product.close();
  }
}
