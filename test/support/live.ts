import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient, type Client, type RequestParams } from 'graphql-sse';
import { vi } from 'vitest';
import type { FastPathPieces } from '../../src/graph/http/fast-path/pieces.ts';
import { createGraph } from '../../src/graph/server.ts';
import { createUpstream, type UpstreamOptions } from '../../src/posthog/client.ts';
import type { SharedStore } from '../../src/shared-store/shared-store.ts';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../sandbox/support/checked-sandbox.ts';
import { listen } from '../../src/server/listen.ts';
import type { WireObject } from './sandbox-control.ts';
import { fastPath, lazyRows } from './switches.ts';

/** Shorter than a third of the shortest lease. */
const STEP_MS = 250;

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/** A clock controlled by the test, for the waits between polls and for the sandbox. */
export class SetTime {
  readonly #sandbox: Sandbox;
  #passed = 0;
  #sleepers: Sleeper[] = [];
  /** Every requested wait, in milliseconds. */
  readonly asked: number[] = [];

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
  }

  readonly sleep = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      this.asked.push(ms);
      const sleeper = { due: this.#passed + ms, wake: resolve };
      this.#sleepers.push(sleeper);
      signal.addEventListener('abort', () => {
        this.#sleepers = this.#sleepers.filter((one) => one !== sleeper);
        reject(signal.reason as Error);
      });
    });

  /** Number of pollers that wait for their next poll. */
  get sleeping(): number {
    return this.#sleepers.length;
  }

  pass(ms: number): void {
    this.#passed += ms;
    this.#sandbox.setClock({ advance: `${ms}ms` });
    const due = this.#sleepers.filter((sleeper) => sleeper.due <= this.#passed);
    this.#sleepers = this.#sleepers.filter((sleeper) => sleeper.due > this.#passed);
    for (const { wake } of due) wake();
  }
}

/** The part of a stream's answer that tests check. */
export interface StreamedAnswer {
  /** The value of the subscription's field; empty if there are only errors. */
  readonly event: WireObject;
  readonly errors: readonly { readonly extensions: Record<string, unknown> }[] | undefined;
  /** `extensions.upstream`. */
  readonly upstream: WireObject;
  /** `extensions.event.id`. */
  readonly id: string;
  /** `extensions.event.resumed`. */
  readonly resumed: boolean | undefined;
}

/** One subscription over HTTP. */
export interface Stream {
  /** The next event; undefined when the stream is complete. */
  next(): Promise<StreamedAnswer | undefined>;
  /** Number of events that have arrived and were not read yet. */
  readonly waiting: number;
  stop(): void;
}

export interface LiveGraph {
  readonly url: string;
  readonly sandbox: Sandbox;
  readonly time: SetTime;
  readonly unexpected: unknown[];
  /** The document caches. */
  readonly held: ReturnType<typeof createGraph>['held'];
  /** True each time that it began to poll by itself, because the store could not be used, and false when it ended that. */
  readonly alone: readonly boolean[];
  subscribe(operation: RequestParams, key?: string): Stream;
  /** Sends one query or mutation; resolves to its data. */
  ask(query: string, variables?: Record<string, unknown>, key?: string): Promise<WireObject>;
  /** Resolves when this number of pollers wait for their next poll. */
  resting(pollers?: number): Promise<void>;
  /** Advances the time in small steps, each of which is attended to before the next one. */
  pass(ms: number): Promise<void>;
  /** Advances the time poll by poll until the outcome settles. */
  passUntil<Value>(ms: number, outcome: Promise<Value>): Promise<Value>;
  /** Nothing that waits continues any more, as in a process that hangs. */
  freeze(): void;
  /** Completes every stream, like a shutdown of the process. */
  stopStreams(): void;
  close(): Promise<void>;
}

export interface LiveGraphOptions {
  readonly sandbox?: SandboxOptions;
  readonly upstream?: Partial<UpstreamOptions>;
  /** The configured project. Default: 1. */
  readonly projectId?: string;
  /** Another replica, whose sandbox and time this one has. */
  readonly beside?: Pick<LiveGraph, 'sandbox' | 'time'>;
  readonly store?: SharedStore;
  /** Default: the pieces that the tests were started with. */
  readonly fastPath?: FastPathPieces;
}

/** Starts the graph on a port, over a sandbox, with polling waits that the test controls. */
export async function startLiveGraph(options: LiveGraphOptions = {}): Promise<LiveGraph> {
  const sandbox = options.beside?.sandbox ?? (await startCheckedSandbox(options.sandbox));
  const time = options.beside?.time ?? new SetTime(sandbox);
  const alone: boolean[] = [];
  let isFrozen = false;
  const upstream = createUpstream({
    host: sandbox.url,
    concurrency: 20,
    timeoutMs: 10_000,
    budget: { perMinute: 100_000, perHour: 100_000 },
    lazyRows,
    now: () => sandbox.now().getTime(),
    ...(options.store && { store: options.store }),
    ...options.upstream,
  });
  const unexpected: unknown[] = [];
  const stopping = new AbortController();
  const yoga = createGraph({
    upstream,
    apiKey: undefined,
    projectId: options.projectId ?? '1',
    requestTimeoutMs: 20_000,
    onUnexpectedError: (error) => unexpected.push(error),
    now: () => sandbox.now(),
    sleep: async (ms, signal) => {
      await time.sleep(ms, signal);
      if (isFrozen) await new Promise(() => undefined);
    },
    fastPath: options.fastPath ?? fastPath,
    stopping: stopping.signal,
    ...(options.store && { store: options.store }),
    onPollingAlone: (isAlone) => alone.push(isAlone),
  });
  const server = createServer((request, response) => void yoga(request, response));
  const port = await listen(server, { host: '127.0.0.1', port: 0, setting: 'none' });
  const url = `http://127.0.0.1:${port}/graphql`;
  const clients: Client[] = [];
  return {
    url,
    sandbox,
    time,
    unexpected,
    held: yoga.held,
    alone,
    subscribe(operation, key = 'phx_sandbox') {
      const client = createClient({
        url,
        retryAttempts: 0,
        headers: { authorization: `Bearer ${key}` },
      });
      clients.push(client);
      return streamOf(client, operation);
    },
    async ask(query, variables, key = 'phx_sandbox') {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as WireObject;
      if (errors) throw new Error(JSON.stringify(errors));
      return data as WireObject;
    },
    async resting(pollers = 1) {
      await vi.waitUntil(() => time.sleeping === pollers, { interval: 5, timeout: 5_000 });
    },
    async pass(ms) {
      for (let passed = 0; passed < ms; passed += STEP_MS) {
        time.pass(STEP_MS);
        await wait(3);
      }
    },
    async passUntil(ms, outcome) {
      const settled = { yet: false };
      const settle = () => {
        settled.yet = true;
      };
      outcome.then(settle, settle);
      while (!settled.yet) {
        if (time.sleeping > 0) time.pass(ms);
        await wait(5);
      }
      return outcome;
    },
    freeze: () => {
      isFrozen = true;
    },
    stopStreams: () => {
      stopping.abort();
    },
    async close() {
      for (const client of clients) client.dispose();
      server.close().closeAllConnections();
      await upstream.close();
      if (!options.beside) await sandbox.close();
    },
  };
}

function streamOf(client: Client, operation: RequestParams): Stream {
  const arrived: StreamedAnswer[] = [];
  const state: { end?: { readonly error?: Error } } = {};
  let news = Promise.withResolvers<void>();
  const wake = () => {
    news.resolve();
    news = Promise.withResolvers<void>();
  };
  const over = (end: { readonly error?: Error }) => {
    state.end = end;
    wake();
  };
  const stop = client.subscribe(operation, {
    next: (answer) => {
      arrived.push(read(answer as unknown as Sent));
      wake();
    },
    error: (error) => {
      over({ error: error instanceof Error ? error : new Error(JSON.stringify(error)) });
    },
    complete: () => {
      over({});
    },
  });
  return {
    async next() {
      while (arrived.length === 0 && !state.end) await news.promise;
      const answer = arrived.shift();
      if (!answer && state.end?.error) throw state.end.error;
      return answer;
    },
    get waiting() {
      return arrived.length;
    },
    stop,
  };
}

interface Sent {
  readonly data?: Readonly<Record<string, WireObject>> | null;
  readonly errors?: StreamedAnswer['errors'];
  readonly extensions?: {
    readonly upstream?: WireObject;
    readonly event?: { readonly id: string; readonly resumed?: boolean };
  };
}

function read({ data, errors, extensions }: Sent): StreamedAnswer {
  const [event = {}] = Object.values(data ?? {});
  const { id = '', resumed } = extensions?.event ?? {};
  return { event, errors, upstream: extensions?.upstream ?? {}, id, resumed };
}
