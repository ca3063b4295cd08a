import { createRemoteJWKSet, type JWTVerifyGetKey, type RemoteJWKSet } from 'jose';
import { isJsonObject } from '../../posthog/api/json.ts';

/** The identity provider cannot be reached, and the keys that are known do not suffice. */
export class ProviderUnavailable extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ProviderUnavailable';
  }
}

export interface KeySetOptions {
  readonly issuer: string;
  /** Address of the keys; undefined finds it by the discovery document of the issuer. */
  readonly jwksUri: string | undefined;
  /** The clock, in epoch milliseconds. */
  readonly now: () => number;
  /** Called when the keys or their address could not be read. */
  readonly onFault: (error: unknown) => void;
}

const TIMEOUT_MS = 5_000;
/** Milliseconds between two readings because of a key that is not known: made-up keys must not cause a flood. */
const COOLDOWN_MS = 5_000;
/** Milliseconds after which the keys are read again, so that one that was removed is not accepted any longer. */
const REFRESH_MS = 600_000;

/** The public keys of an identity provider. Once read they are used for as long as it cannot be reached. */
export class KeySet {
  readonly #options: KeySetOptions;
  #found: Promise<RemoteJWKSet> | undefined;
  #failedAt = -Infinity;
  #readAt = -Infinity;

  constructor(options: KeySetOptions) {
    this.#options = options;
  }

  /** Finds the key of a token. @throws ProviderUnavailable, and errors of jose for a key that does not exist */
  readonly keyOf: JWTVerifyGetKey = async (header, token) => {
    const { now } = this.#options;
    const keys = await this.#keys();
    if (keys.jwks() !== undefined && now() - this.#readAt > REFRESH_MS) this.#refresh(keys);
    try {
      const known = await keys(header, token);
      if (this.#readAt === -Infinity) this.#readAt = now();
      return known;
    } catch (error) {
      if (!isOutage(error)) throw error;
      throw this.#failed('The keys of the identity provider could not be read.', error);
    }
  };

  /** Reads the keys again while the known ones are used. */
  #refresh(keys: RemoteJWKSet): void {
    this.#readAt = this.#options.now();
    keys.reload().catch(this.#options.onFault);
  }

  #keys(): Promise<RemoteJWKSet> {
    if (this.#options.now() - this.#failedAt < COOLDOWN_MS && !this.#found)
      throw new ProviderUnavailable('The identity provider could not be reached a moment ago.');
    this.#found ??= this.#find().catch((error: unknown) => {
      this.#found = undefined;
      throw this.#failed('The discovery document of OIDC_ISSUER could not be read.', error);
    });
    return this.#found;
  }

  async #find(): Promise<RemoteJWKSet> {
    const { issuer, jwksUri = await jwksUriOf(issuer) } = this.#options;
    return createRemoteJWKSet(new URL(jwksUri), {
      timeoutDuration: TIMEOUT_MS,
      cooldownDuration: COOLDOWN_MS,
      // Old keys are better than none: `#refresh` replaces them.
      cacheMaxAge: Infinity,
    });
  }

  #failed(message: string, error: unknown): ProviderUnavailable {
    this.#failedAt = this.#options.now();
    const failure = new ProviderUnavailable(message, error);
    this.#options.onFault(failure);
    return failure;
  }
}

/** Errors of jose about a token or its key have codes of their own; every other one is about reading the keys. */
function isOutage(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return ![
    'ERR_JWKS_NO_MATCHING_KEY',
    'ERR_JWKS_MULTIPLE_MATCHING_KEYS',
    'ERR_JOSE_NOT_SUPPORTED',
    'ERR_JWS_INVALID',
    'ERR_JWK_INVALID',
  ].includes(String(code));
}

async function jwksUriOf(issuer: string): Promise<string> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(address, {
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: { accept: 'application/json' },
  });
  if (!response.ok) throw new Error(`It answered with the status ${response.status}.`);
  const document: unknown = await response.json();
  if (!isJsonObject(document)) throw new Error('It is not a JSON object.');
  const { issuer: stated, jwks_uri: uri } = document;
  if (stated !== issuer) throw new Error('It names another issuer.');
  if (typeof uri !== 'string' || !URL.canParse(uri)) throw new Error('It has no jwks_uri.');
  return uri;
}
