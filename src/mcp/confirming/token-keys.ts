import { randomBytes } from 'node:crypto';
import {
  createRequestStateCodec,
  type RequestStateCodec,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { createMemoryStore } from '../../shared-store/memory-store.ts';
import {
  StoreUnavailable,
  type SharedStore,
  type SharedValues,
} from '../../shared-store/shared-store.ts';

/** What a token holds. */
export interface Sealed {
  readonly nonce: string;
  readonly intent: string;
  /** Digest of the state that the dry run showed; absent where it showed none. */
  readonly state?: string;
}

/** How long a token is valid. */
export const CONFIRM_SECONDS = 300;

/** Name of the key in the store. */
const KEY_NAME = 'confirmation key';
/** How long the key is kept after the last token that was issued with it. */
const KEY_MS = 86_400_000;

/** A key that signs tokens, and where the tokens signed with it are noted when they are used. */
interface TokenKey {
  readonly secret: string;
  readonly codec: RequestStateCodec<Sealed>;
  readonly used: SharedValues;
}

/** False for what else may stand in the store. */
const isSecret = (text: string) => /^[\w-]{43}$/.test(text);

const newSecret = () => randomBytes(32).toString('base64url');

const keyOf = (secret: string, used: SharedValues): TokenKey => ({
  secret,
  codec: createRequestStateCodec<Sealed>({
    key: Buffer.from(secret, 'base64url'),
    ttlSeconds: CONFIRM_SECONDS,
  }),
  used,
});

/**
 * The keys that sign tokens: one that all replicas share and keep in their store, and one of this process alone for the
 * time in which the store cannot be used. A token of the latter is accepted here only, so that it cannot be used twice.
 */
export class TokenKeys {
  readonly #store: SharedStore;
  readonly #own = keyOf(newSecret(), createMemoryStore({ now: () => Date.now() }).values);
  #shared: TokenKey | undefined;

  constructor(store: SharedStore) {
    this.#store = store;
  }

  /** The key for a new token. */
  async toIssue(): Promise<TokenKey> {
    try {
      return await this.#toShare();
    } catch (error) {
      if (error instanceof StoreUnavailable) return this.#own;
      throw error;
    }
  }

  /**
   * The content of a token, with where to note that it is used.
   * @throws StoreUnavailable for a token that this process has not issued alone
   */
  async open(
    token: string,
    context: ServerContext,
  ): Promise<{ readonly sealed: Sealed; readonly used: SharedValues } | 'expired' | 'unknown'> {
    const own = await openWith(this.#own, token, context);
    if (own !== 'unknown') return own;
    const secret = await this.#store.values.get(KEY_NAME);
    return secret === undefined || !isSecret(secret)
      ? 'unknown'
      : openWith(this.#known(secret), token, context);
  }

  /** The shared key, which stays in the store for another day. @throws StoreUnavailable */
  async #toShare(): Promise<TokenKey> {
    const { values } = this.#store;
    const fresh = newSecret();
    if (await values.add(KEY_NAME, fresh, KEY_MS)) return this.#known(fresh);
    const stored = await values.get(KEY_NAME);
    if (stored === undefined) {
      throw new StoreUnavailable('The key that signs confirmations cannot be read.');
    }
    const secret = isSecret(stored) ? stored : fresh;
    // When another replica has replaced it meanwhile, the next token is issued with that one's key.
    const isKept = await values.replace(KEY_NAME, stored, secret, KEY_MS);
    if (!isKept && secret === fresh) {
      throw new StoreUnavailable('The key that signs confirmations cannot be read.');
    }
    return this.#known(secret);
  }

  #known(secret: string): TokenKey {
    if (this.#shared?.secret !== secret) this.#shared = keyOf(secret, this.#store.values);
    return this.#shared;
  }
}

async function openWith({ codec, used }: TokenKey, token: string, context: ServerContext) {
  try {
    return { sealed: await codec.verify(token, context), used };
  } catch (error) {
    return error instanceof Error && error.message === 'expired' ? 'expired' : 'unknown';
  }
}
