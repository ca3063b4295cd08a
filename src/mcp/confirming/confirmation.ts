import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createRequestStateCodec, type ServerContext } from '@modelcontextprotocol/server';

/** What a token authorizes: the same caller, tool and arguments. */
export interface Intent {
  readonly credential: string;
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

interface Sealed {
  readonly nonce: string;
  readonly intent: string;
  /** Digest of the state that the dry run showed; absent where it showed none. */
  readonly state?: string;
}

export const CONFIRM_SECONDS = 300;

const USED = 'The token has already been used: it is valid for one call only.';

/** Sorts keys, because the order of arguments does not matter. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, inner]) => [name, canonical(inner)]);
}

const digest = (value: unknown) =>
  createHash('sha256')
    .update(JSON.stringify(canonical(value)))
    .digest('base64url');

/**
 * Tokens that confirm a destructive call: signed (HMAC-SHA256), valid for one use within five minutes
 * with the same key, tool and arguments, while the object is still as the dry run showed it. They become invalid when
 * the process ends.
 */
export class Confirmations {
  readonly #codec = createRequestStateCodec<Sealed>({
    key: randomBytes(32),
    ttlSeconds: CONFIRM_SECONDS,
  });
  /** Used nonces with the expiry of their tokens (epoch milliseconds), after which they are deleted. */
  readonly #used = new Map<string, number>();

  /** @param state what the dry run showed, as JSON; undefined where it showed no state */
  issue(intent: Intent, state: unknown): Promise<string> {
    return this.#codec.mint({
      nonce: randomUUID(),
      intent: digest(intent),
      ...(state !== undefined && { state: digest(state) }),
    });
  }

  /**
   * @param readState reads the present state again; called only for a token that is bound to one
   * @returns why the token is not valid for this call; undefined when it is valid (and is now used)
   * @throws what `readState` throws; the token is then not used
   */
  async redeem(
    token: string,
    intent: Intent,
    context: ServerContext,
    readState: () => Promise<unknown>,
  ): Promise<string | undefined> {
    let sealed: Sealed;
    try {
      sealed = await this.#codec.verify(token, context);
    } catch (error) {
      return error instanceof Error && error.message === 'expired'
        ? `The token is older than ${CONFIRM_SECONDS} seconds.`
        : 'The token was not issued by this server, or it was altered.';
    }
    if (sealed.intent !== digest(intent)) {
      return 'The token was issued for a different call: tool, arguments and key must be the same.';
    }
    if (this.#used.has(sealed.nonce)) return USED;
    if (sealed.state !== undefined && digest(await readState()) !== sealed.state) {
      return 'The object has been changed since the dry run, so the token no longer fits what it showed.';
    }
    const now = Date.now();
    for (const [nonce, until] of this.#used) if (until < now) this.#used.delete(nonce);
    // Another call may have used it while the state was read.
    if (this.#used.has(sealed.nonce)) return USED;
    this.#used.set(sealed.nonce, now + (CONFIRM_SECONDS + 1) * 1_000);
    return undefined;
  }
}
