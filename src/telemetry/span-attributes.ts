import type { Attributes } from '@opentelemetry/api';
import type { Operation } from '../instrumentation/operation.ts';
import type { RequestRecord } from '../instrumentation/request-record.ts';
import type { UpstreamCallRecord } from '../instrumentation/upstream-call.ts';

// Names of the semantic conventions where there is one. Ours begin with `gateway.` and `posthog.`. Keys, variables,
// documents and queries of addresses are in none of them.

/** What is known when a request arrives, which a sampler may decide on. */
export const arrivedRequest = ({ id, method, path }: RequestRecord): Attributes => ({
  'http.request.method': method,
  'url.path': path,
  'gateway.request.id': id,
});

/** What is known when it has ended. */
export const endedRequest = ({ route, status, isAborted, caller }: RequestRecord): Attributes => ({
  ...(route !== undefined && { 'http.route': route }),
  ...(status !== undefined && { 'http.response.status_code': status }),
  ...(status !== undefined && status >= 500 && { 'error.type': String(status) }),
  ...(isAborted && { 'gateway.request.aborted': true }),
  ...(caller !== undefined && { 'gateway.caller': caller }),
});

/** What an operation was, and what it cost. */
export function endedOperation(operation: Operation): Attributes {
  const { api, credential, cost, cache, worstStatus, codes } = operation;
  return {
    'gateway.api': api,
    ...identity(operation),
    ...(credential !== undefined && { 'gateway.credential': credential }),
    'gateway.calls.predicted': cost.predicted,
    'gateway.calls.spent': cost.calls,
    'gateway.calls.retried': cost.retries,
    'gateway.calls.mispredicted': cost.mispredicted,
    'gateway.reads.cached': cost.cacheHits,
    'gateway.reads.shared': cost.deduplicated,
    'gateway.reads.stale': cost.staleHits,
    'gateway.wait_ms': Math.round(cost.waitedMs),
    ...(cache !== undefined && { 'gateway.cache': cache }),
    ...(worstStatus !== undefined && { 'gateway.upstream.worst_status': worstStatus }),
    ...(codes.length > 0 && { 'error.type': codes[0], 'gateway.errors': [...codes] }),
  };
}

function identity({ api, type, name }: Operation): Attributes {
  if (api === 'mcp')
    return {
      'mcp.method.name': 'tools/call',
      ...(name !== undefined && { 'gen_ai.tool.name': name }),
    };
  if (api === 'rest') return { ...(name !== undefined && { 'posthog.operation': name }) };
  if (type === 'poll') return { ...(name !== undefined && { 'gateway.poll.topic': name }) };
  return {
    ...(type !== undefined && { 'graphql.operation.type': type }),
    ...(name !== undefined && { 'graphql.operation.name': name }),
  };
}

/** The name of an operation's span: `query Dashboard`, `tools/call experiment-get`, `poll experiment`. */
export function operationName({ api, type, name }: Operation): string {
  if (api === 'mcp') return ['tools/call', name].filter(Boolean).join(' ');
  if (api === 'rest') return name ?? 'REST operation';
  return type === undefined ? 'GraphQL operation' : [type, name].filter(Boolean).join(' ');
}

/** Where calls go. */
export function serverOf(url: string): Attributes {
  const { hostname, port, protocol } = new URL(url);
  const standard = protocol === 'https:' ? 443 : 80;
  return { 'server.address': hostname, 'server.port': Number(port || standard) };
}

/** What is known of a call to PostHog before it is sent. */
export const startedCall = (call: UpstreamCallRecord): Attributes => ({
  'http.request.method': call.method,
  'url.template': call.route,
  'posthog.operation': call.operation,
  ...(call.project !== undefined && { 'posthog.project': call.project }),
  ...(call.attempt > 1 && { 'http.request.resend_count': call.attempt - 1 }),
  'gateway.attempt': call.attempt,
  'gateway.budget_wait_ms': Math.round(call.budgetWaitMs),
});

export const endedCall = ({ status, failure, reason }: UpstreamCallRecord): Attributes => ({
  ...(status !== undefined && { 'http.response.status_code': status }),
  ...(failure !== undefined && { 'error.type': status === undefined ? failure : String(status) }),
  ...(failure !== undefined && { 'gateway.error': failure }),
  ...(reason !== undefined && { 'gateway.error.reason': reason }),
});
