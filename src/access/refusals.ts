import { GATEWAY_TOKEN_HEADER } from '../http/admission.ts';
import type { Refusal } from '../http/reply.ts';

/** The refusal of a caller that does not say who it is, or whose token is not known. */
export const tokenRequired = (acceptsJwt: boolean): Refusal => ({
  status: 401,
  code: 'GATEWAY_TOKEN_REQUIRED',
  message: acceptsJwt
    ? `This gateway requires a token (JWT) of its identity provider as Authorization: Bearer, or a token in the header ${GATEWAY_TOKEN_HEADER}.`
    : `This gateway requires its own token in the header ${GATEWAY_TOKEN_HEADER}.`,
});

/** The refusal of a caller that is known, and to whom the policy gives no role. */
export const noRole: Refusal = {
  status: 403,
  code: 'FORBIDDEN_BY_POLICY',
  message:
    "The caller has no role in the access policy of this server, so it may not use the server's own PostHog key.",
};
