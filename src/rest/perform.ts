import type { IncomingMessage } from 'node:http';
import type { Instrumentation } from '../instrumentation/instrumentation.ts';
import { callerKey } from '../posthog/keys/caller-key.ts';
import { credentialOf } from '../posthog/keys/credential.ts';
import type { Upstream } from '../posthog/client.ts';
import type { OpenApiDocument } from '../posthog/api/openapi.ts';
import type { Operation } from '../posthog/api/operations.ts';
import { PlannedRequest } from '../posthog/request/planned-request.ts';
import { arrivalOf, deadlineOf } from '../http/arrival.ts';
import { createPublicUrl, type PublicUrl } from '../http/public-url.ts';
import { ageHeaders, conditional, restStatusOf } from './answer.ts';
import { compileBodyCheck, type BodyCheck } from './body-check.ts';
import { noCredentials, RejectedRequest, type Reply } from './envelope.ts';
import type { RestExchange } from './exchange.ts';
import { freshnessFor } from './freshness.ts';
import { withOwnLinks } from './rewrite-page-links.ts';
import { readQuery } from './query.ts';
import { readJson } from './request-body.ts';
import type { RestRoute } from './routes.ts';
import { refuseConditions } from './write-conditions.ts';

export interface PerformOptions {
  readonly upstream: Upstream;
  /** Reports operations; without it nothing does. */
  readonly instrumentation?: Instrumentation | undefined;
  /** PostHog key for requests without one; undefined answers such requests with 401. */
  readonly apiKey: string | undefined;
  /** Milliseconds a whole request may take from its arrival, including its body and its upstream calls. */
  readonly requestTimeoutMs: number;
  /** The address that links are built from; by default the host of the request. */
  readonly publicUrl?: PublicUrl;
}

/** Performs the operation of a route. @throws RejectedRequest, PostHogFailure */
export type Perform = (route: RestRoute, exchange: RestExchange) => Promise<Reply>;

/** Validates a request against the contract, then performs its upstream call. */
export function createPerform(options: PerformOptions, contract: () => OpenApiDocument): Perform {
  const { publicUrl = createPublicUrl(undefined) } = options;
  const checks = new Map<Operation, BodyCheck>();
  // Compiled on first use, because a process uses few of them and should start quickly.
  const checkOf = (operation: Operation): BodyCheck => {
    const check = checks.get(operation) ?? compileBodyCheck(operation, contract());
    checks.set(operation, check);
    return check;
  };
  return async ({ operation, path }, exchange) => {
    const { request, target, ledger, signal } = exchange;
    const apiKey = callerKey(request.headers.authorization, options.apiKey);
    if (apiKey === undefined) throw new RejectedRequest(noCredentials());
    if (ledger.cause) ledger.cause.credential = credentialOf(apiKey);
    refuseConditions(operation, request);
    const query = readQuery(operation, new URLSearchParams(target.search));
    // The body of a GET is ignored.
    const sent = operation.method === 'GET' ? undefined : await readJson(request);
    const body = checkOf(operation)(sent);
    const freshness = freshnessFor(request.headers['cache-control']);
    const planned = new PlannedRequest({ freshness });
    const deadline = deadlineOf(Date.now(), options.requestTimeoutMs, arrivalOf(request));
    const client = options.upstream.for(
      { apiKey },
      { ledger, planned, signal, deadline, client: callingProgram(request) },
    );
    const answer = await client
      .perform(operation, { path, query, body })
      .finally(() => planned.end());
    const reply: Reply = {
      status: restStatusOf(ledger),
      body: withOwnLinks(answer, exchange, publicUrl),
      headers: ageHeaders(answer, Date.now()),
    };
    return conditional(reply, operation, request);
  };
}

/** The program that the caller says it is, which PostHog notes in its activity log; undefined for anything but a short name. */
function callingProgram({ headers }: IncomingMessage): string | undefined {
  const name = headers['x-posthog-client'];
  return typeof name === 'string' && /^[\w.-]{1,50}$/.test(name) ? name : undefined;
}
