import { createGraph } from '../../src/graph/server.ts';
import type { BudgetLimits } from '../../src/posthog/layers/budget/budget.ts';
import { allPieces } from '../../src/graph/http/fast-path/pieces.ts';
import { createUpstream, type FreshnessSettings } from '../../src/posthog/client.ts';
import type { SharedStore } from '../../src/shared-store/shared-store.ts';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../sandbox/support/checked-sandbox.ts';
import { fastPath, lazyRows } from './switches.ts';

/** JSON of a shape that the test knows. */
// oxlint-disable-next-line typescript/no-explicit-any
type Loose = Record<string, any>;

export interface GraphAnswer<Data = Loose> {
  readonly status: number;
  readonly data: Data;
  readonly errors:
    | { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[]
    | undefined;
  readonly extensions: Loose;
  /** Upstream calls, as reported by the answer. */
  readonly calls: number;
}

export interface Asking {
  /** PostHog key sent as bearer token; null sends none. Default: the sandbox's own. */
  readonly key?: string | null;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
  /** `extensions` of the GraphQL request. */
  readonly extensions?: Record<string, unknown>;
}

export interface TestGraph {
  readonly sandbox: Sandbox;
  /** Sends one operation over HTTP, like a client. */
  query<Data = Loose>(
    document: string,
    variables?: Record<string, unknown>,
    asking?: Asking,
  ): Promise<GraphAnswer<Data>>;
  /** The API itself, for clients inside the process. */
  readonly fetch: ReturnType<typeof createGraph>['fetch'];
  /** The document caches, whose sizes tests check. */
  readonly held: ReturnType<typeof createGraph>['held'];
  /** Answers that were read anew before they expired. */
  readonly refreshed: () => number;
  /** Unexpected errors; a test may assert that there are none. */
  readonly unexpected: unknown[];
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface TestGraphOptions {
  /** False goes on calling what fails. Default true. */
  readonly breaker?: boolean;
  readonly sandbox?: SandboxOptions;
  readonly host?: string;
  readonly projectId?: string;
  /** Base URL of PostHog's own pages; without it there are none. */
  readonly pages?: string;
  readonly requestTimeoutMs?: number;
  /** Cache lifetimes; by default nothing is cached, so that every test counts its own calls. */
  readonly freshness?: FreshnessSettings;
  readonly budget?: BudgetLimits;
  /** The clock of cache entries, in epoch milliseconds. */
  readonly now?: () => number;
  /** Waits between two looks at what is to be refreshed ahead; without it nothing is. */
  readonly tick?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Milliseconds by which the gateway's clock is ahead of PostHog's; 0 when left out. */
  readonly clockAheadMs?: number;
  /** State shared with other graphs; each graph has its own when left out. */
  readonly store?: SharedStore;
  /** A sandbox that was started by somebody else, who also closes it. */
  readonly over?: Sandbox;
  /** Set where a test is about compiled documents: they are on then, whatever `FAST_PATH` says. */
  readonly compiles?: true;
}

/** Starts the whole product on its own sandbox, without a port. */
export async function startGraph(options: TestGraphOptions = {}): Promise<TestGraph> {
  const sandbox = options.over ?? (await startCheckedSandbox(options.sandbox));
  const upstream = createUpstream({
    host: options.host ?? sandbox.url,
    concurrency: 20,
    version: 'test',
    timeoutMs: 10_000,
    freshness: options.freshness,
    budget: options.budget ?? { perMinute: 100_000, perHour: 100_000 },
    lazyRows,
    breaker: options.breaker ?? true,
    ...(options.now && { now: options.now }),
    // Only where a test says when it happens: others count the calls that are asked for.
    ...(options.tick && { tick: options.tick, refreshAhead: true }),
  });
  const unexpected: unknown[] = [];
  const yoga = createGraph({
    upstream,
    apiKey: undefined,
    projectId: options.projectId ?? '1',
    ...(options.pages !== undefined && { pages: options.pages }),
    requestTimeoutMs: options.requestTimeoutMs ?? 20_000,
    onUnexpectedError: (error) => unexpected.push(error),
    now: () => new Date(sandbox.now().getTime() + (options.clockAheadMs ?? 0)),
    fastPath: options.compiles ? allPieces : fastPath,
    ...(options.store && { store: options.store }),
  });
  const close = async () => {
    await yoga.dispose();
    await upstream.close();
    if (!options.over) await sandbox.close();
  };
  return {
    sandbox,
    held: yoga.held,
    refreshed: () => upstream.sample().cache.refreshed,
    fetch: yoga.fetch.bind(yoga),
    unexpected,
    async query(document, variables, { key = 'phx_sandbox', headers, signal, extensions } = {}) {
      const response = await yoga.fetch('http://graph.test/graphql', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json',
          ...(key !== null && { authorization: `Bearer ${key}` }),
          ...headers,
        },
        body: JSON.stringify({ query: document, variables, extensions }),
        ...(signal && { signal }),
      });
      const body = (await response.json()) as Omit<GraphAnswer<never>, 'status' | 'calls'>;
      return {
        ...body,
        status: response.status,
        calls: body.extensions?.['upstream']?.calls ?? 0,
      };
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
