import { GraphFailure, type GraphError } from './graph-failure.ts';
import type { TypedDocumentString } from './generated/graphql.ts';
import { secondsUntilAllowed } from './limit-reached.ts';
import { waitFor } from './wait-for.ts';

/** The GraphQL API inside this process. All its limits apply. */
export interface Graph {
  fetch(
    url: string,
    init: RequestInit,
    asked: {
      readonly client: string;
      readonly background?: boolean | undefined;
    },
  ): Response | Promise<Response>;
}

export interface GraphClientOptions {
  readonly graph: Graph;
  /** The Authorization header of the requests; undefined for the key of the configuration. */
  readonly authorization?: string | undefined;
  /** The name that PostHog notes for what the requests change. */
  readonly client: string;
  /** True where nobody waits for the answers: queries then come after those of other callers. */
  readonly background?: boolean | undefined;
  /** Aborts requests, and waits between them. */
  readonly signal?: AbortSignal | undefined;
  /** False where a caller waits who is to know at once that a limit is reached; true by default. */
  readonly waitsForLimits?: boolean;
  /** Called before a wait for the budget, with the seconds it takes. */
  readonly onWait?: ((seconds: number) => void) | undefined;
  /** Waits; tests replace it. Rejects when the signal aborts. */
  readonly wait?: ((ms: number, signal?: AbortSignal) => Promise<void>) | undefined;
}

/** Calls that a key has left, in the minute and in the hour that begin now. */
export interface BudgetLeft {
  readonly minuteRemaining: number;
  readonly hourRemaining: number;
}

/** What an operation returned. */
export interface GraphAnswer<Data> {
  readonly data: Data;
  /** Fields that could not be read, with the reasons; they are null in `data`. */
  readonly errors: readonly GraphError[];
  /** Calls to PostHog that the operation took. */
  readonly calls: number;
  /** What the key has left after it; undefined for an OAuth token, whose calls PostHog does not count. */
  readonly budget: BudgetLeft | undefined;
}

type Arguments<Variables> = Variables extends Record<string, never> ? [] : [variables: Variables];

/** Runs operations of the GraphQL API in this process: priced, shared and cached as if they came over HTTP. */
export interface GraphClient {
  /** Calls to PostHog that this client's operations have taken so far. */
  readonly calls: number;
  /**
   * Runs a query. While PostHog's limits do not allow it, waits as long as the API says and runs it again, unless
   * `waitsForLimits` is false.
   * @throws GraphFailure when it returned no data
   */
  read<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    ...variables: Arguments<Variables>
  ): Promise<GraphAnswer<Data>>;
  /**
   * Runs a mutation, once: one that may have been made is never repeated here.
   * @throws GraphFailure when it returned no data, or was not sent because the signal had aborted
   */
  write<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    ...variables: Arguments<Variables>
  ): Promise<GraphAnswer<Data>>;
}

/** The longest wait for the budget, in seconds: PostHog's longer window is an hour. */
const LONGEST_WAIT = 3_600;

const NOT_SENT: GraphError = {
  message: 'The process was asked to stop. Nothing was done.',
  extensions: { code: 'SERVER_STOPPING' },
};

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly GraphError[];
  readonly extensions?: {
    readonly upstream?: { readonly calls: number; readonly budget?: BudgetLeft | null };
  };
}

/** Creates a client for the GraphQL API of this process. */
export function createGraphClient(options: GraphClientOptions): GraphClient {
  const { graph, authorization, client, background, signal, onWait, wait = waitFor } = options;
  const { waitsForLimits = true } = options;
  let calls = 0;
  const send = async (query: string, variables: unknown): Promise<Body> => {
    // The host name is never resolved: the request stays in this process.
    const response = await graph.fetch(
      'http://graph.internal/graphql',
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          ...(authorization !== undefined && { authorization }),
        },
        body: JSON.stringify({ query, variables }),
        ...(signal && { signal }),
      },
      { client, background },
    );
    const body = (await response.json()) as Body;
    calls += body.extensions?.upstream?.calls ?? 0;
    return body;
  };
  return {
    get calls() {
      return calls;
    },
    async read<Data, Variables>(
      document: TypedDocumentString<Data, Variables>,
      ...[variables]: Arguments<Variables>
    ) {
      for (;;) {
        // One page after another: each depends on whether the one before was answered.
        // oxlint-disable-next-line no-await-in-loop
        const body = await send(document.toString(), variables);
        const seconds = waitsForLimits ? secondsToWait(body.errors ?? []) : undefined;
        if (seconds === undefined) return answerOf<Data>(body);
        onWait?.(seconds);
        // oxlint-disable-next-line no-await-in-loop
        await wait(seconds * 1_000, signal);
      }
    },
    async write<Data, Variables>(
      document: TypedDocumentString<Data, Variables>,
      ...[variables]: Arguments<Variables>
    ) {
      // Else it would look like one that was cut off, and may have been made.
      if (signal?.aborted) throw new GraphFailure([NOT_SENT]);
      return answerOf<Data>(await send(document.toString(), variables));
    },
  };
}

/** The longest time that one of the errors asks to wait; undefined when none will end by itself. */
function secondsToWait(errors: readonly GraphError[]): number | undefined {
  const waits = errors.flatMap((error) => secondsUntilAllowed(error) ?? []);
  return waits.length === 0 ? undefined : Math.min(LONGEST_WAIT, Math.max(...waits));
}

function answerOf<Data>({ data, errors = [], extensions }: Body): GraphAnswer<Data> {
  if (data == null) throw new GraphFailure(errors);
  const { calls = 0, budget } = extensions?.upstream ?? {};
  return { data: data as Data, errors, calls, budget: budget ?? undefined };
}
