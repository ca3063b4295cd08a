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
}

export const CONFIRM_SECONDS = 300;

/** Sorts keys, because the order of arguments does not matter. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, inner]) => [name, canonical(inner)]);
}

const digest = (intent: Intent) =>
  createHash('sha256')
    .update(JSON.stringify(canonical(intent)))
    .digest('base64url');

/**
 * Tokens that confirm a destructive call: signed (HMAC-SHA256), valid for one use within five minutes
 * with the same key, tool and arguments. They become invalid when the process ends.
 */
export class Confirmations {
  readonly #codec = createRequestStateCodec<Sealed>({
    key: randomBytes(32),
    ttlSeconds: CONFIRM_SECONDS,
  });
  /** Used nonces with the expiry of their tokens (epoch milliseconds), after which they are deleted. */
  readonly #used = new Map<string, number>();

  issue(intent: Intent): Promise<string> {
    return this.#codec.mint({ nonce: randomUUID(), intent: digest(intent) });
  }

  /** @returns why the token is not valid for this call; undefined when it is valid (and is now used) */
  async redeem(token: string, intent: Intent, context: ServerContext): Promise<string | undefined> {
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
    const now = Date.now();
    for (const [nonce, until] of this.#used) if (until < now) this.#used.delete(nonce);
    if (this.#used.has(sealed.nonce))
      return 'The token has already been used: it is valid for one call only.';
    this.#used.set(sealed.nonce, now + (CONFIRM_SECONDS + 1) * 1_000);
    return undefined;
  }
}
