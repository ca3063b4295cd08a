import { randomUUID } from 'node:crypto';
import { OtherKey } from './failure.ts';
import type { RedisClient } from './open-client.ts';
import { runScript } from './script.ts';
import { noteReplica } from '../scripts/replicas.ts';

export interface ReplicasOptions {
  /** Key of the set of replicas. */
  readonly key: string;
  /** Milliseconds after which a replica that has not noted itself is forgotten. */
  readonly lifeMs: number;
  /** Names the key with which this replica encrypts. */
  readonly writes: string;
  /** Whether this replica can read what another writes. */
  readonly canRead: (writes: string) => boolean;
}

/** The replicas that use one Redis. Each notes itself regularly, with the name of its key. */
export class Replicas {
  readonly #options: ReplicasOptions;
  readonly #id: string;
  #wasNoted = false;

  constructor(options: ReplicasOptions) {
    this.#options = options;
    this.#id = `${randomUUID()} ${options.writes}`;
  }

  /**
   * Notes this replica.
   * @returns the number of replicas, and whether this one had been noted and was forgotten: then Redis has lost its data,
   * or this process was stopped for long
   * @throws OtherKey when what another replica writes cannot be read here
   */
  async note(client: RedisClient): Promise<{ count: number; wasForgotten: boolean }> {
    const { key, lifeMs, canRead } = this.#options;
    const answer = await runScript(client, noteReplica, [key], [this.#id, lifeMs]);
    const [added, replicas] = answer as readonly [number, readonly Buffer[]];
    const wasForgotten = this.#wasNoted && added === 1;
    this.#wasNoted = true;
    if (!replicas.every((name) => canRead(String(name).split(' ')[1] ?? ''))) throw new OtherKey();
    return { count: replicas.length, wasForgotten };
  }

  /** Lets the others count one less at once, and not only when this one has been silent for long. */
  async leave(client: RedisClient): Promise<void> {
    await client.zrem(this.#options.key, this.#id);
  }
}
