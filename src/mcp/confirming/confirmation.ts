import { createHash, randomUUID } from 'node:crypto';
import type { ServerContext } from '@modelcontextprotocol/server';
import { StoreUnavailable, type SharedStore } from '../../shared-store/shared-store.ts';
import { CONFIRM_SECONDS, TokenKeys, type Sealed } from './token-keys.ts';

/** What a token authorizes: the same caller, tool and arguments. */
export interface Intent {
  readonly credential: string;
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** A token that was valid and is used. */
export interface Redeemed {
  /** Makes it valid again, for a call that certainly did nothing. @throws StoreUnavailable */
  readonly giveBack: () => Promise<unknown>;
}

/** How long a used token is remembered: longer than any replica's clock can still find it valid. */
const USED_MS = 2 * CONFIRM_SECONDS * 1_000;

const USED = 'The token has already been used: it is valid for one call only.';
const UNKNOWN = 'The token was not issued by this server, or it was altered.';
const UNCHECKED =
  'Whether the token has been used cannot be looked up at the moment, because the store that the replicas of this server share does not answer.';

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
 * Tokens that confirm a destructive call: signed (HMAC-SHA256), valid for one use within five minutes with the same key,
 * tool and arguments, while the object is still as the dry run showed it. Every replica accepts the tokens of the others,
 * as long as the store that they share can be used; otherwise only its own, and they become invalid when the process ends.
 */
export class Confirmations {
  readonly #keys: TokenKeys;

  constructor(store: SharedStore) {
    this.#keys = new TokenKeys(store);
  }

  /** @param state what the dry run showed, as JSON; undefined where it showed no state */
  async issue(intent: Intent, state: unknown): Promise<string> {
    const { codec } = await this.#keys.toIssue();
    return codec.mint({
      nonce: randomUUID(),
      intent: digest(intent),
      ...(state !== undefined && { state: digest(state) }),
    });
  }

  /**
   * @param readState reads the present state again; called only for a token that is bound to one
   * @returns why the token is not valid for this call; for a valid one, which is now used, how to make it valid again
   * @throws what `readState` throws; the token is then not used
   */
  async redeem(
    token: string,
    intent: Intent,
    context: ServerContext,
    readState: () => Promise<unknown>,
  ): Promise<string | Redeemed> {
    try {
      return await this.#redeem(token, intent, context, readState);
    } catch (error) {
      if (error instanceof StoreUnavailable) return UNCHECKED;
      throw error;
    }
  }

  async #redeem(
    token: string,
    intent: Intent,
    context: ServerContext,
    readState: () => Promise<unknown>,
  ): Promise<string | Redeemed> {
    const opened = await this.#keys.open(token, context);
    if (opened === 'expired') return `The token is older than ${CONFIRM_SECONDS} seconds.`;
    if (opened === 'unknown') return UNKNOWN;
    const { sealed, used } = opened;
    if (sealed.intent !== digest(intent)) {
      return 'The token was issued for a different call: tool, arguments and key must be the same.';
    }
    const name = `confirmed ${sealed.nonce}`;
    if ((await used.get(name)) !== undefined) return USED;
    if (await isChanged(sealed, readState)) {
      return 'The object has been changed since the dry run, so the token no longer fits what it showed.';
    }
    // Another call may have used it while the state was read.
    if (!(await used.add(name, '1', USED_MS))) return USED;
    return { giveBack: () => used.delete(name) };
  }
}

const isChanged = async ({ state }: Sealed, readState: () => Promise<unknown>) =>
  state !== undefined && digest(await readState()) !== state;
