import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendContinue } from './continue.ts';
import { applyCors, type CorsTerms } from './cors.ts';
import { admit, endWhenWithdrawn } from './admit.ts';
import { challenge } from './challenge.ts';
import type { Handler } from './handler.ts';
import type { Admissions } from '../http/admission.ts';
import type { PublicUrl } from '../http/public-url.ts';
import { checkHost, checkOrigin, type OriginPolicy } from '../http/origin.ts';
import { leaveWith, serverBusy, type LoadLimit } from '../http/load-limit.ts';
import { hasCompressedBody, inflateBody } from './inflated-body.ts';
import { isPublic } from './public-paths.ts';
import type { Refusal } from '../http/reply.ts';

/** Access checks that are the same for every API. */
export interface Guards {
  readonly origins: OriginPolicy;
  /** Decides who may use the server; without it everybody may, with what they send. */
  readonly access?: Admissions | undefined;
  /** The address of this server for a caller, which a refusal names; by default that of the request. */
  readonly publicUrl?: PublicUrl | undefined;
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
  const { origins, access, load, callerOf = oneCaller } = guards;
  const refuse = (request: IncomingMessage, response: ServerResponse, refusal: Refusal) => {
    api.refuse(response, challenge(refusal, request, guards));
  };

  const handle: Handler = (request, response, target) => {
    const refusal = checkMethod(request, api.methods) ?? api.check?.(request);
    if (refusal) return refuse(request, response, refusal);
    // What holds no data takes no time, and probes have to be answered by a process that is busy.
    if (load && !isPublic(request, target)) {
      const leave = load.enter(() => callerOf(request));
      if (!leave) return refuse(request, response, serverBusy);
      leaveWith(response, leave);
    }
    endWhenWithdrawn(request, response);
    sendContinue(request, response);
    if (!hasCompressedBody(request)) return api.handle(request, response, target);
    return inflateBody(request).then((plain) =>
      'code' in plain ? refuse(request, response, plain) : api.handle(plain, response, target),
    );
  };

  return (request, response, target) => {
    if (api.cors && applyCors(request, response, origins, api.cors)) return undefined;
    const isListed = isPublic(request, target);
    const isOpen = isListed || api.holdsNoData;
    const refusal =
      // Probes use many host names. A URL in absolute form is meant for a proxy, which this server is not.
      (isListed && !target.isAbsolute ? undefined : checkHost(request, origins)) ??
      (isOpen ? undefined : checkOrigin(request, origins));
    if (refusal) return refuse(request, response, refusal);
    if (isOpen || !access) return handle(request, response, target);
    const goOn = (refused: Refusal | undefined) => {
      // While the caller was being checked, it has left, or the server has answered in place of the handler.
      if (response.destroyed || response.writableEnded) return undefined;
      return refused ? refuse(request, response, refused) : handle(request, response, target);
    };
    const admitted = admit(request, access);
    return admitted instanceof Promise ? admitted.then(goOn) : goOn(admitted);
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
