import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendContinue } from './continue.ts';
import { applyCors, type CorsTerms } from './cors.ts';
import { checkGatewayToken } from './gateway-token.ts';
import type { Handler } from './handler.ts';
import { checkHost, checkOrigin, type OriginPolicy } from '../http/origin.ts';
import { leaveWith, serverBusy, type LoadLimit } from '../http/load-limit.ts';
import { hasCompressedBody, inflateBody } from './inflated-body.ts';
import { isPublic } from './public-paths.ts';
import type { Refusal } from '../http/reply.ts';

/** Access checks that are the same for every API. */
export interface Guards {
  readonly origins: OriginPolicy;
  /** Secret that callers must send; undefined requires none. */
  readonly gatewayToken: string | undefined;
  /** The bound of requests in progress; without one there is none. */
  readonly load?: LoadLimit | undefined;
  /** Names the caller of a request, for its share of that bound. */
  readonly callerOf?: ((request: IncomingMessage) => string) | undefined;
}

/** One API of this server, and its specific access rules. */
export interface Api {
  readonly handle: Handler;
  /** Writes a refusal in the error format of this API. */
  readonly refuse: (response: ServerResponse, refusal: Refusal) => void;
  /** CORS headers for pages of other origins; undefined allows none. */
  readonly cors?: CorsTerms;
  /** Allowed methods, others get 405; undefined when the API decides for each path. */
  readonly methods?: readonly string[];
  /** True for a page that anyone may read, from any origin and without a token. The host name is still checked. */
  readonly holdsNoData?: boolean;
  /** An additional check, after the checks common to all APIs. */
  readonly check?: (request: IncomingMessage) => Refusal | undefined;
}

/** Wraps an API in the guards. Only the paths of `isPublic` and pages without data bypass them. */
export function guarded(api: Api, guards: Guards): Handler {
  const { origins, gatewayToken, load, callerOf = oneCaller } = guards;
  return (request, response, target) => {
    if (api.cors && applyCors(request, response, origins, api.cors)) return undefined;
    const isListed = isPublic(request, target);
    const refusal =
      // Probes use many host names. A URL in absolute form is meant for a proxy, which this server is not.
      (isListed && !target.isAbsolute ? undefined : checkHost(request, origins)) ??
      (isListed || api.holdsNoData
        ? undefined
        : (checkOrigin(request, origins) ?? checkGatewayToken(request, gatewayToken))) ??
      checkMethod(request, api.methods) ??
      api.check?.(request);
    if (refusal) return api.refuse(response, refusal);
    // What holds no data takes no time, and probes have to be answered by a process that is busy.
    if (load && !isListed) {
      const leave = load.enter(() => callerOf(request));
      if (!leave) return api.refuse(response, serverBusy);
      leaveWith(response, leave);
    }
    sendContinue(request, response);
    if (!hasCompressedBody(request)) return api.handle(request, response, target);
    return inflateBody(request).then((plain) =>
      'code' in plain ? api.refuse(response, plain) : api.handle(plain, response, target),
    );
  };
}

const oneCaller = () => '';

function checkMethod(
  { method = '' }: IncomingMessage,
  methods: readonly string[] | undefined,
): Refusal | undefined {
  if (methods === undefined || methods.includes(method)) return undefined;
  return {
    status: 405,
    code: 'METHOD_NOT_ALLOWED',
    message: `This address supports ${methods.join(' and ')} only.`,
    headers: { allow: methods.join(', ') },
  };
}
