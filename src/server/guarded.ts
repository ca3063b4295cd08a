import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendContinue } from './continue.ts';
import { applyCors, type CorsTerms } from './cors.ts';
import { checkGatewayToken } from './gateway-token.ts';
import type { Handler } from './handler.ts';
import { checkHost, checkOrigin, type OriginPolicy } from '../http/origin.ts';
import { isPublic } from './public-paths.ts';
import type { Refusal } from '../http/reply.ts';

/** Who may call, the same for every API. */
export interface Guards {
  readonly origins: OriginPolicy;
  /** Secret asked of callers; undefined asks for none. */
  readonly gatewayToken: string | undefined;
}

/** One API of this server, and what is particular about reaching it. */
export interface Api {
  readonly handle: Handler;
  /** Writes a refusal in the form the callers of this API read. */
  readonly refuse: (response: ServerResponse, refusal: Refusal) => void;
  /** What other origins' pages may use; undefined lets them use nothing. */
  readonly cors?: CorsTerms;
  /** Methods answered, all others get 405; undefined where the API decides for each of its paths. */
  readonly methods?: readonly string[];
  /** True for what anybody may read, from any page and without a token. Its host name is checked all the same. */
  readonly holdsNoData?: boolean;
  /** A check of its own, after those of every API. */
  readonly check?: (request: IncomingMessage) => Refusal | undefined;
}

/** An API behind the guards. Only what `isPublic` lists and a page without data go past them. */
export function guarded(api: Api, { origins, gatewayToken }: Guards): Handler {
  return (request, response, target) => {
    if (api.cors && applyCors(request, response, origins, api.cors)) return undefined;
    const isListed = isPublic(request, target);
    const refusal =
      // Probes come under many names. An absolute address is written for a proxy, which this is not.
      (isListed && !target.isAbsolute ? undefined : checkHost(request, origins)) ??
      (isListed || api.holdsNoData
        ? undefined
        : (checkOrigin(request, origins) ?? checkGatewayToken(request, gatewayToken))) ??
      checkMethod(request, api.methods) ??
      api.check?.(request);
    if (refusal) return api.refuse(response, refusal);
    sendContinue(request, response);
    return api.handle(request, response, target);
  };
}

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
