import type { PostHogClient, Upstream } from '../posthog/client.ts';
import { credentialOf } from '../posthog/credential.ts';
import { UpstreamLedger } from '../posthog/ledger.ts';
import type { IdempotencyStore } from './mutation/idempotency.ts';
import { unauthenticated } from './unauthenticated.ts';

/** What every resolver may use; made once per GraphQL request. */
export interface GraphContext {
  /**
   * PostHog, as the caller: their key, this request's deadline and ledger. Every call rejects with
   * UNAUTHENTICATED when the request brought no key and none is held.
   */
  readonly posthog: PostHogClient;
  /** The project of fields that name none. */
  readonly projectId: string;
  /** One clock reading for the whole request, so that two fields never disagree at a boundary. */
  readonly now: Date;
  /** What this request has cost upstream so far. */
  readonly ledger: UpstreamLedger;
  /** Names the caller's key without showing it; undefined when there is none. */
  readonly credential: string | undefined;
  /** Answers of mutations that carried an idempotency key, of all requests of this process. */
  readonly idempotency: IdempotencyStore;
}

export interface GraphRequest {
  readonly upstream: Upstream;
  /** PostHog personal API key of the caller; undefined when there is none. */
  readonly apiKey: string | undefined;
  readonly projectId: string;
  readonly now: Date;
  readonly idempotency: IdempotencyStore;
  /** Aborted when the caller leaves; reaches PostHog. */
  readonly signal?: AbortSignal | undefined;
  /** Epoch milliseconds by which the whole request must be answered. */
  readonly deadline: number;
}

/** Binds one GraphQL request to PostHog. Makes no call. */
export function createContext(request: GraphRequest): GraphContext {
  const ledger = new UpstreamLedger();
  return {
    ledger,
    projectId: request.projectId,
    now: request.now,
    idempotency: request.idempotency,
    credential: request.apiKey === undefined ? undefined : credentialOf(request.apiKey),
    posthog:
      request.apiKey === undefined
        ? keyless
        : request.upstream.for(
            { apiKey: request.apiKey },
            { ledger, deadline: request.deadline, signal: request.signal },
          ),
  };
}

const refuse = () => Promise.reject(unauthenticated());

/** PostHog for nobody: the schema can be read without a key, data cannot. */
const keyless: PostHogClient = { call: refuse, pages: refuse, allPages: refuse };
