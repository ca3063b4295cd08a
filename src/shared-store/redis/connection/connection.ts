import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Cluster, type Redis } from 'ioredis';
import { countReplica } from '../scripts/replicas.ts';
import type { RedisTimes } from '../times.ts';
import type { RedisTarget } from '../url.ts';
import { Echo } from './echo.ts';
import { failureOf, NoAnswer } from './failure.ts';
import { Health } from './health.ts';
import { Link } from './link.ts';
import { openClient, openSubscriber, type RedisClient } from './open-client.ts';
import { runScript } from './script.ts';
import { within } from './within.ts';

export interface ConnectionOptions {
  readonly target: RedisTarget;
  readonly times: RedisTimes;
  /** Key under which the replicas are counted. */
  readonly replicasKey: string;
  /** A channel of this replica alone. */
  readonly echoChannel: string;
  /** Subscribes a new connection to what is listened to. */
  readonly subscribeAll: (subscriber: Redis) => Promise<void>;
  /** Messages may have been missed. */
  readonly missed: () => void;
  readonly onFault: (error: unknown) => void;
}

const LOST = 'The connection to Redis was lost.';

/** The two connections of a replica, one for commands and one for messages, and whether they can be used. */
export class Connection {
  readonly health: Health;
  /** The connection for commands. */
  readonly link: Link<RedisClient>;
  readonly #messages: Link<Redis>;
  readonly #options: ConnectionOptions;
  readonly #echo: Echo;
  readonly #id = randomUUID();
  #wasCounted = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    const { target, times, onFault, missed } = options;
    this.health = new Health({ times, check: () => this.#check(), onUp: missed, onFault });
    const lost = () => {
      this.health.fail(LOST);
    };
    this.#echo = new Echo(options.echoChannel);
    this.link = new Link(() => openClient(target, times), lost);
    this.#messages = new Link(() => openSubscriber(target, times, this.#nodes()), lost);
  }

  /** The connection that receives messages, while there is one. */
  get subscriber(): Redis | undefined {
    return this.#messages.client;
  }

  /** Connects, and resolves when that is done or takes too long. */
  async start(): Promise<void> {
    await Promise.race([
      this.health.check(),
      sleep(this.#options.times.startMs, undefined, { ref: false }),
    ]);
  }

  /** Waits for a command of the connection for messages. */
  async ask(command: Promise<unknown>): Promise<unknown> {
    try {
      return await within(this.#options.times.commandMs, command);
    } catch (error) {
      this.#messages.drop();
      this.health.fail(failureOf(error).reason);
      throw error;
    }
  }

  async close(): Promise<void> {
    const { client } = this.link;
    const { isUp } = this.health.status;
    this.health.close();
    if (client && isUp) {
      // The others count one less at once, and not only when this one has been silent for long.
      const leave = client.zrem(this.#options.replicasKey, this.#id);
      await within(this.#options.times.commandMs, leave).catch(() => undefined);
    }
    this.link.close();
    this.#messages.close();
  }

  /** Does what the store needs: it writes, reads and sends a message over both connections. */
  async #check(): Promise<number> {
    const { times, replicasKey } = this.#options;
    const client = await this.link.ensure();
    try {
      await this.#listen();
      const [counted] = await within(
        times.commandMs,
        Promise.all([
          runScript(client, countReplica, [replicasKey], [this.#id, times.lifeMs]),
          this.#echo.send(client),
        ]),
      );
      return this.#noteCount(counted as readonly [number, number]);
    } catch (error) {
      // Also a connection without an answer is replaced: it may lead to a server that is gone.
      if (error instanceof NoAnswer || failureOf(error).means === 'reconnect') {
        this.link.drop();
        this.#messages.drop();
      }
      throw error;
    }
  }

  async #listen(): Promise<void> {
    if (this.#messages.client) return;
    const { times, subscribeAll } = this.#options;
    const subscriber = await this.#messages.ensure();
    await within(times.commandMs, this.#echo.listen(subscriber));
    await subscribeAll(subscriber);
  }

  /** A replica that was counted and is not known any more shows that Redis has lost its data. */
  #noteCount([isNew, replicas]: readonly [number, number]): number {
    if (this.#wasCounted && isNew === 1 && this.health.status.isUp) this.#options.missed();
    this.#wasCounted = true;
    return replicas;
  }

  /** The nodes of a cluster that are known by now. */
  #nodes() {
    const { client } = this.link;
    if (!(client instanceof Cluster)) return undefined;
    const known = client.nodes().map(({ options: { host, port } }) => ({ host, port }));
    return known.filter((node): node is { host: string; port: number } =>
      Boolean(node.host && node.port),
    );
  }
}
