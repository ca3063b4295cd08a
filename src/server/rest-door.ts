import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorTypeOf } from '../rest/envelope.ts';
import { isDescription } from '../rest/viewer.ts';
import { applyCors, type CorsTerms } from './cors.ts';
import { checkGatewayToken } from './gateway-token.ts';
import { checkOrigin, type OriginPolicy } from './origin.ts';
import { replyJson, type Refusal } from './reply.ts';

type Door = (request: IncomingMessage, response: ServerResponse) => unknown;

export interface RestGuards {
  readonly origins: OriginPolicy;
  readonly gatewayToken: string | undefined;
}

/** `/v1` and what is under it, and PostHog's own addresses. */
export const isRestPath = (path: string) => /^\/(v1|api)(\/|$)/.test(path);

const terms: CorsTerms = {
  methods: 'GET, POST, PUT, PATCH, DELETE',
  requestHeaders: 'if-none-match, cache-control',
  exposed: 'etag, age, retry-after, x-upstream-calls, x-stale-reason',
};

/** The REST door behind the checks of every API. Its description holds no data, so anybody may read that. */
export function guardedRest(rest: Door, { origins, gatewayToken }: RestGuards): Door {
  return (request, response) => {
    if (applyCors(request, response, origins, terms)) return undefined;
    const path = request.url?.split('?', 1)[0] ?? '/';
    const refusal = isDescription(path)
      ? undefined
      : (checkOrigin(request, origins) ?? checkGatewayToken(request, gatewayToken));
    return refusal ? refuseAsPostHog(response, refusal) : rest(request, response);
  };
}

/** In PostHog's envelope, which is what callers of this door read. */
export function refuseAsPostHog(response: ServerResponse, refusal: Refusal): void {
  const { status, code, message, uncertain } = refusal;
  replyJson(response, status, {
    type: errorTypeOf(status),
    code: code.toLowerCase(),
    detail: message,
    attr: null,
    ...(uncertain && { extra: { uncertain } }),
  });
}
