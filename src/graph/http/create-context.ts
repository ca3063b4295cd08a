import type { CancelSignal } from '../../posthog/request/cancellation-token.ts';
import { requestIdOf } from '../../instrumentation/operation.ts';
import type { Reported } from './fast-path/minimal-request.ts';
import type { Upstream } from '../../posthog/client.ts';
import { credentialOf } from '../../posthog/keys/credential.ts';
import type { RequestPlan } from '../../posthog/request/plan.ts';
import { PlannedRequest } from '../../posthog/request/planned-request.ts';
import { UpstreamLedger } from '../../posthog/request/ledger.ts';
import { kindOf } from '../../posthog/keys/key-kind.ts';
import { Clock } from '../context/clock.ts';
import type { CurrentProjects } from '../context/current-projects.ts';
import type { AnsweredCreations } from '../mutations/answered-creations.ts';
import type { Idempotency } from '../mutations/idempotency/idempotency.ts';
import type { Live } from '../subscriptions/live.ts';
import { unauthenticated } from '../core/loading/unauthenticated.ts';
import type { AlreadyRead, PostHogClient, ReadNote } from '../../posthog/types.ts';
import type { GraphContext } from '../context/context.ts';

export interface ContextOptions extends Partial<Reported> {
  readonly upstream: Upstream;
  /** PostHog personal API key of the caller; undefined when there is none. */
  readonly apiKey: string | undefined;
  readonly projectId: string;
  /** Base URL of PostHog's own pages. */
  readonly pages: string | undefined;
  /** Whether a caller with this key may read the schema. */
  readonly mayIntrospect: (apiKey: string | undefined) => boolean;
  readonly currentProjects: CurrentProjects;
  readonly now: Date;
  readonly idempotency: Idempotency;
  readonly answeredCreations: AnsweredCreations;
  readonly live: Live;
  /** The schema of the subgraph under the names that gateways know it by. */
  readonly subgraphSdl: (sdl: string) => string;
  /** What is known of the plan before a document is priced: the freshness of the headers, the priority of a poller. */
  readonly plan?: Partial<RequestPlan> | undefined;
  /** The header `x-graph-budget` as it was sent. */
  readonly budgetHeader?: string | null | undefined;
  /** Name of the program that calls, for PostHog; undefined for callers over HTTP. */
  readonly client?: string | undefined;
  /** What MCP has read for the same tool call. */
  readonly alreadyRead?: AlreadyRead | undefined;
  /** Called with what is read of PostHog; set by the pollers of subscriptions. */
  readonly note?: ReadNote | undefined;
  /** Aborted when the caller leaves; reaches PostHog. */
  readonly signal?: CancelSignal | undefined;
  /** Epoch milliseconds by which the whole request must be answered. */
  readonly deadline: number;
}

/** Binds one GraphQL request to PostHog. Makes no call. */
export function createContext(request: ContextOptions): GraphContext {
  const { operation } = request;
  const ledger = new UpstreamLedger(operation);
  const planned = new PlannedRequest(request.plan);
  const { upstream, apiKey, client, deadline, signal, alreadyRead, note } = request;
  const caller = apiKey === undefined ? undefined : { apiKey };
  const credential = caller && credentialOf(caller.apiKey);
  if (operation) operation.credential = credential;
  return {
    ledger,
    planned,
    budgetHeader: request.budgetHeader ?? null,
    known: {
      budget: () => caller && upstream.budget(caller),
      callsPerMinute: upstream.budgetLimits.perMinute,
      countCached: (operation, most) =>
        caller ? upstream.countCached(caller, operation, most) : 0,
      isAccepted: () => caller !== undefined && upstream.knows(caller),
      mayIntrospect: request.mayIntrospect(apiKey),
      refusalOf: (operation) => caller && upstream.refusalOf(caller, operation),
    },
    projectId: request.projectId,
    pages: request.pages,
    currentProject: request.currentProjects.of(credential),
    isProjectKey: apiKey !== undefined && kindOf(apiKey) === 'project-secret',
    clock: new Clock(request.now, ledger),
    idempotency: request.idempotency,
    answeredCreations: request.answeredCreations,
    subgraphSdl: request.subgraphSdl,
    live: request.live.of(apiKey, signal, operation),
    memo: new Map(),
    msLeft: () => (signal?.aborted === true ? 0 : deadline - upstream.now()),
    credential,
    requestId: requestIdOf(request.parent),
    posthog: caller
      ? upstream.for(caller, { ledger, planned, client, deadline, signal, alreadyRead, note })
      : keyless,
  };
}

const refuse = () => Promise.reject(unauthenticated());

/** The client of a request without a key: the schema can be read without one, data cannot. */
const keyless: PostHogClient = { call: refuse, pages: refuse, allPages: refuse };
