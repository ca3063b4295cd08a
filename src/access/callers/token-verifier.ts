import { errors, jwtVerify } from 'jose';
import type { JsonObject } from '../../posthog/api/json.ts';
import type { Refusal } from '../../http/reply.ts';
import { missingClaim, valuesOf, type RequiredClaim } from './claims.ts';
import { KeySet, ProviderUnavailable, type KeySetOptions } from './key-sets.ts';

export interface OidcOptions {
  /** The issuer, exactly as tokens name it. */
  readonly issuer: string;
  /** Audiences, of which a token must name one. */
  readonly audience: readonly string[];
  readonly jwksUri: string | undefined;
  /** Signatures made with a private key: with a shared secret, whoever can check a token could also make one. */
  readonly algorithms: readonly string[];
  /** The claim with the roles of a caller, or a path into it. */
  readonly roleClaim: string;
  readonly requiredClaims: readonly RequiredClaim[];
  /** Seconds by which clocks may differ. */
  readonly clockToleranceSeconds: number;
}

/** What a valid token says. */
export interface VerifiedToken {
  readonly subject: string;
  readonly roles: readonly string[];
  /** Epoch milliseconds from which the token is not accepted any more. */
  readonly expiresAt: number;
}

/** Seconds after which a request may succeed that could not be checked. */
const RETRY_AFTER_SECONDS = 5;

/** Checks tokens (JWT) of an OpenID Connect provider. */
export class TokenVerifier {
  readonly #options: OidcOptions;
  readonly #keys: KeySet;
  readonly #now: () => number;

  constructor(options: OidcOptions, parts: Pick<KeySetOptions, 'now' | 'onFault'>) {
    this.#options = options;
    this.#now = parts.now;
    this.#keys = new KeySet({ ...options, ...parts });
  }

  /** @returns why the token is not accepted, without anything that it says */
  async verify(token: string): Promise<VerifiedToken | Refusal> {
    const { issuer, audience, roleClaim, requiredClaims, clockToleranceSeconds } = this.#options;
    try {
      const { payload } = await jwtVerify(token, this.#keys.keyOf, {
        issuer,
        audience: [...audience],
        algorithms: [...this.#options.algorithms],
        clockTolerance: clockToleranceSeconds,
        requiredClaims: ['exp', 'sub'],
        currentDate: new Date(this.#now()),
      });
      const claims: JsonObject = payload;
      const missing = missingClaim(claims, requiredClaims);
      if (missing) return invalid(`its claim ${missing.name} is missing or has another value`);
      const { sub = '', exp = 0 } = payload;
      return {
        subject: sub,
        roles: valuesOf(claims, roleClaim),
        expiresAt: (exp + clockToleranceSeconds) * 1_000,
      };
    } catch (error) {
      if (error instanceof ProviderUnavailable) return unavailable;
      if (error instanceof errors.JOSEError) return invalid(reasonOf(error));
      throw error;
    }
  }
}

function reasonOf(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return 'it has expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    const claim = { iss: 'issuer', aud: 'audience', nbf: 'not-before time' }[error.claim];
    return claim === undefined
      ? `its claim ${error.claim} is missing or wrong`
      : `its ${claim} is another one`;
  }
  if (error instanceof errors.JOSEAlgNotAllowed) return 'its algorithm is not allowed';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'its signature is wrong';
  if (error instanceof errors.JWKSNoMatchingKey) return 'it is signed with an unknown key';
  if (error instanceof errors.JWKSMultipleMatchingKeys) return 'it does not name its key';
  return 'it is not a signed JWT';
}

const invalid = (reason: string): Refusal => ({
  status: 401,
  code: 'INVALID_TOKEN',
  message: `The token (JWT) is not accepted: ${reason}.`,
});

const unavailable: Refusal = {
  status: 503,
  code: 'IDENTITY_PROVIDER_UNAVAILABLE',
  message: `The token (JWT) could not be checked, because the identity provider does not answer. Send the request again in ${RETRY_AFTER_SECONDS} s.`,
  retryAfterSeconds: RETRY_AFTER_SECONDS,
};
