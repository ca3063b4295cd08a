import type { ServerContext } from '@modelcontextprotocol/server';
import { callerKey } from '../posthog/keys/caller-key.ts';
import type { OperationId, Upstream } from '../posthog/client.ts';
import { credentialOf } from '../posthog/keys/credential.ts';
import { UnauthenticatedError } from '../posthog/errors/errors.ts';
import { UpstreamLedger } from '../posthog/request/ledger.ts';
import { ASK_POSTHOG } from '../posthog/request/plan.ts';
import { PlannedRequest } from '../posthog/request/planned-request.ts';
import { deadlineOf } from '../http/arrival.ts';
import { arrivalOfCall } from './call-arrival.ts';
import type { Confirmations } from './confirming/confirmation.ts';
import type { AlreadyRead, OperationClient } from '../posthog/types.ts';

/** The GraphQL API inside this process. All its limits apply. */
export interface Graph {
  /**
   * @param asked `arrivedAt` is the arrival time of the tool call, on the clock of `performance.now()`; `client` is the
   *   name that PostHog notes for what the request changes; `alreadyRead` is what the same tool call has read
   */
  fetch(
    url: string,
    init: RequestInit,
    asked: {
      readonly arrivedAt: number;
      readonly client: string;
      readonly alreadyRead: AlreadyRead | undefined;
    },
  ): Response | Promise<Response>;
}

export interface SessionOptions {
  readonly upstream: Upstream;
  readonly graph: Graph;
  /** PostHog key for callers without one. */
  readonly apiKey: string | undefined;
  /** The project of calls that do not name one. */
  readonly projectId: string;
  /** Milliseconds one tool call may take. */
  readonly requestTimeoutMs: number;
  readonly confirmations: Confirmations;
}

/** One tool call: its caller and the services it may use. */
export interface Session {
  /** The caller's unmodified Authorization header; undefined when there was none. */
  readonly authorization: string | undefined;
  readonly projectId: string;
  readonly graph: Graph;
  readonly confirmations: Confirmations;
  readonly context: ServerContext;
  /** When the call arrived, on the clock of `performance.now()`: its time limit counts from there. */
  readonly arrivedAt: number;
  /**
   * A PostHog client with the caller's key, and the name of that credential.
   * @throws UnauthenticatedError when there is no key
   */
  caller(): CallerSession;
}

export interface CallerSession {
  readonly posthog: OperationClient;
  /** Reads from PostHog and never from the cache, for reads that a decision depends on. */
  readonly uncached: OperationClient;
  readonly credential: string;
  /** @throws ForbiddenByPolicyError where the caller's role may not use an operation, whatever its project */
  requireAllowed(operation: OperationId, body: unknown): void;
  /** The calls of both clients. */
  readonly ledger: UpstreamLedger;
}

/** PostHog's name for calls of an agent: a recalculation that it starts has the trigger `agent_mcp`. */
export const MCP_CLIENT = 'mcp';

const NO_KEY = {
  operation: undefined,
  message: 'The call carried no PostHog personal API key, and this server has none configured.',
};

export function openSession(
  { upstream, apiKey: held, requestTimeoutMs, ...rest }: SessionOptions,
  authorization: string | undefined,
  context: ServerContext,
): Session {
  const arrivedAt = arrivalOfCall();
  const deadline = deadlineOf(Date.now(), requestTimeoutMs, arrivedAt);
  return {
    graph: rest.graph,
    projectId: rest.projectId,
    confirmations: rest.confirmations,
    authorization,
    context,
    arrivedAt,
    caller() {
      const apiKey = callerKey(authorization, held);
      if (apiKey === undefined) throw new UnauthenticatedError(NO_KEY);
      const ledger = new UpstreamLedger();
      const scope = {
        ledger,
        deadline,
        signal: context.mcpReq.signal,
        client: MCP_CLIENT,
      };
      const planned = new PlannedRequest({ freshness: ASK_POSTHOG });
      return {
        posthog: upstream.for({ apiKey }, scope),
        uncached: upstream.for({ apiKey }, { ...scope, planned }),
        credential: credentialOf(apiKey),
        requireAllowed(operation, body) {
          const refusal = upstream.refusalOf({ apiKey }, operation, body);
          if (refusal) throw refusal;
        },
        ledger,
      };
    },
  };
}
