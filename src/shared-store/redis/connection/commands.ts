import { StoreUnavailable } from '../../shared-store.ts';
import type { RedisTimes } from '../times.ts';
import { failureOf, type Failure } from './failure.ts';
import type { Health } from './health.ts';
import type { Link } from './link.ts';
import type { RedisClient } from './open-client.ts';
import { runScript, type Script } from './script.ts';
import { answeredWithin } from './answered-within.ts';

export type Argument = string | number | Buffer;

/** Sends commands while Redis can be used; while it cannot, they fail at once. */
export class RedisCommands {
  readonly #link: Link<RedisClient>;
  readonly #health: Health;
  readonly #times: RedisTimes;

  constructor(link: Link<RedisClient>, health: Health, times: RedisTimes) {
    this.#link = link;
    this.#health = health;
    this.#times = times;
  }

  /**
   * Sends a command.
   * @throws StoreUnavailable, without the client's error: that contains the command with its data
   */
  async send<T>(command: (client: RedisClient) => Promise<T>): Promise<T> {
    const { client } = this.#link;
    const { isUp, reason = 'The connection to Redis was lost.' } = this.#health.status;
    if (!isUp || client === undefined) throw new StoreUnavailable(reason);
    try {
      return await answeredWithin(this.#times.commandMs, command(client));
    } catch (error) {
      const failure = failureOf(error);
      this.#note(failure, client);
      throw new StoreUnavailable(failure.reason);
    }
  }

  /** Runs a script. Texts of its answer are buffers. */
  run(script: Script, keys: readonly string[], values: readonly Argument[]): Promise<unknown> {
    return this.send((client) => runScript(client, script, keys, values));
  }

  #note({ reason, means }: Failure, client: RedisClient): void {
    // A connection that has been replaced says nothing about the present one.
    if (means === 'none' || client !== this.#link.client) return;
    if (means === 'reconnect') this.#link.drop();
    this.#health.fail(reason);
  }
}
