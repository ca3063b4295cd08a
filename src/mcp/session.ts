import type { ServerContext } from '@modelcontextprotocol/server';
import { unobserved, type Instrumentation } from '../instrumentation/instrumentation.ts';
import type { Operation, Parent } from '../instrumentation/operation.ts';
import { callerKey } from '../posthog/keys/caller-key.ts';
import type { OperationId, Upstream } from '../posthog/client.ts';
import { credentialOf } from '../posthog/keys/credential.ts';
import { UnauthenticatedError } from '../posthog/errors/errors.ts';
import { UpstreamLedger } from '../posthog/request/ledger.ts';
import { ASK_POSTHOG } from '../posthog/request/plan.ts';
import { PlannedRequest } from '../posthog/request/planned-request.ts';
import { deadlineOf } from '../http/arrival.ts';
import { originOfCall } from './call-origin.ts';
import type { Confirmations } from './confirming/confirmation.ts';
import type { AlreadyRead, OperationClient } from '../posthog/types.ts';

/** The GraphQL API inside this process. All its limits apply. */
export interface Graph {
  /**
   * @param asked `arrivedAt` is the arrival time of the tool call, on the clock of `performance.now()`; `client` is the
   *   name that PostHog notes for what the request changes; `alreadyRead` is what the same tool call has read; `parent` is
   *   what the request is reported as a part of
   */
  fetch(
    url: string,
    init: RequestInit,
    asked: {
      readonly arrivedAt: number;
      readonly client: string;
      readonly alreadyRead: AlreadyRead | undefined;
      readonly parent: Parent | undefined;
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
  /** Reports the calls of tools; without it nothing does. */
  readonly instrumentation?: Instrumentation | undefined;
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
  /** The call as it is reported; undefined when nothing observes. */
  readonly operation: Operation | undefined;
  /** What the queries of the call are reported as a part of: the call, or else the request that brought it. */
  readonly parent: Parent | undefined;
  /** Reports the end of the call, with the codes of its errors. */
  end(codes: readonly string[]): void;
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
  {
    upstream,
    apiKey: held,
    requestTimeoutMs,
    instrumentation = unobserved,
    ...rest
  }: SessionOptions,
  authorization: string | undefined,
  context: ServerContext,
): Session {
  const { arrivedAt, record } = originOfCall();
  const operation = instrumentation.startOperation({ api: 'mcp', type: 'tool', parent: record });
  const ledgers: UpstreamLedger[] = [];
  const deadline = deadlineOf(Date.now(), requestTimeoutMs, arrivedAt);
  return {
    graph: rest.graph,
    projectId: rest.projectId,
    confirmations: rest.confirmations,
    authorization,
    context,
    arrivedAt,
    operation,
    parent: operation ?? record,
    end(codes) {
      for (const ledger of ledgers) operation?.spend(ledger);
      instrumentation.endOperation(operation, codes);
    },
    caller() {
      const apiKey = callerKey(authorization, held);
      if (apiKey === undefined) throw new UnauthenticatedError(NO_KEY);
      const credential = credentialOf(apiKey);
      if (operation) operation.credential = credential;
      const ledger = new UpstreamLedger(operation);
      ledgers.push(ledger);
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
        credential,
        requireAllowed(operation, body) {
          const refusal = upstream.refusalOf({ apiKey }, operation, body);
          if (refusal) throw refusal;
        },
        ledger,
      };
    },
  };
}
