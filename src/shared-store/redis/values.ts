import type { SharedValues } from '../shared-store.ts';
import type { RedisCommands } from './connection/commands.ts';
import type { Script } from './connection/script.ts';
import type { Codec } from './encoding/codec.ts';
import { deleteValue, replaceValue } from './scripts/values.ts';

/** How often a value is compared again that another replica wrote anew, in another form, in the meantime. */
const ATTEMPTS = 3;

/** Values in Redis, each under a key of its own. */
export class RedisValues implements SharedValues {
  readonly #commands: RedisCommands;
  readonly #codec: Codec;
  readonly #prefix: string;

  constructor(commands: RedisCommands, codec: Codec, prefix: string) {
    this.#commands = commands;
    this.#codec = codec;
    this.#prefix = `${prefix}value:`;
  }

  async get(key: string): Promise<string | undefined> {
    const place = this.#prefix + key;
    const bytes = await this.#commands.send((client) => client.getBuffer(place));
    return bytes === null ? undefined : this.#codec.decode(place, bytes);
  }

  async set(key: string, value: string, ttlMs: number): Promise<void> {
    const place = this.#prefix + key;
    const bytes = await this.#codec.encode(place, value);
    await this.#commands.send((client) => client.set(place, bytes, 'PX', whole(ttlMs)));
  }

  async add(key: string, value: string, ttlMs: number): Promise<boolean> {
    const place = this.#prefix + key;
    const bytes = await this.#codec.encode(place, value);
    const set = await this.#commands.send((client) =>
      client.set(place, bytes, 'PX', whole(ttlMs), 'NX'),
    );
    return set === 'OK';
  }

  async replace(key: string, expected: string, value: string, ttlMs: number): Promise<boolean> {
    const place = this.#prefix + key;
    const bytes = await this.#codec.encode(place, value);
    return this.#onlyWhile(place, expected, replaceValue, [bytes, whole(ttlMs)]);
  }

  async delete(key: string, expected?: string): Promise<boolean> {
    const place = this.#prefix + key;
    if (expected !== undefined) return this.#onlyWhile(place, expected, deleteValue, []);
    return (await this.#commands.send((client) => client.unlink(place))) === 1;
  }

  /**
   * Runs a script that compares the value. The same text is encrypted differently each time, so the script gets the
   * stored form: first the one that an unencrypted text has, then what is there, if it is the expected text.
   */
  async #onlyWhile(
    place: string,
    expected: string,
    script: Script,
    rest: readonly (Buffer | number)[],
  ): Promise<boolean> {
    let form = await this.#codec.encode(place, expected);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const answer = await this.#commands.run(script, [place], [form, ...rest]);
      if (!Buffer.isBuffer(answer)) return answer === 1;
      if ((await this.#codec.decode(place, answer)) !== expected) return false;
      form = answer;
    }
    return false;
  }
}

/** Redis takes whole milliseconds, and at least one. */
export const whole = (ms: number): number => Math.max(1, Math.ceil(ms));
