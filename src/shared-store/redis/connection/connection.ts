import { Cluster, type Redis } from 'ioredis';
import type { RedisTimes } from '../times.ts';
import type { RedisTarget } from '../url.ts';
import { Echo } from './echo.ts';
import { failureOf, NoAnswer } from './failure.ts';
import { evictionWarning } from './eviction.ts';
import { Health } from './health.ts';
import { Link } from './link.ts';
import { openClient, openSubscriber, type RedisClient } from './open-client.ts';
import type { Replicas } from './replicas.ts';
import { answeredWithin } from './answered-within.ts';

export interface ConnectionOptions {
  readonly target: RedisTarget;
  readonly times: RedisTimes;
  readonly replicas: Replicas;
  /** A channel of this replica alone. */
  readonly echoChannel: string;
  /** Subscribes a new connection to what is listened to. */
  readonly subscribeAll: (subscriber: Redis) => Promise<void>;
  /** Messages may have been missed. */
  readonly missed: () => void;
  readonly onFault: (error: unknown) => void;
  readonly onWarning: (message: string) => void;
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

  constructor(options: ConnectionOptions) {
    this.#options = options;
    const { target, times, onFault, missed } = options;
    this.health = new Health({ times, check: () => this.#check(), onUp: missed, onFault });
    const lost = () => {
      this.health.fail(LOST);
    };
    this.#echo = new Echo(options.echoChannel);
    this.link = new Link(() => this.#open(), lost);
    this.#messages = new Link(() => openSubscriber(target, times, this.#nodes()), lost);
  }

  /** The connection that receives messages, while there is one. */
  get subscriber(): Redis | undefined {
    return this.#messages.client;
  }

  /** Connects, and resolves when that is done or takes too long. */
  async start(): Promise<void> {
    await answeredWithin(this.#options.times.startMs, this.health.check()).catch(() => undefined);
  }

  /** Waits for a command of the connection for messages. */
  async ask(command: Promise<unknown>): Promise<unknown> {
    try {
      return await answeredWithin(this.#options.times.commandMs, command);
    } catch (error) {
      this.#messages.drop();
      this.health.fail(failureOf(error).reason);
      throw error;
    }
  }

  async close(): Promise<void> {
    const { client } = this.link;
    this.health.close();
    if (client) {
      const { replicas, times } = this.#options;
      await answeredWithin(times.commandMs, replicas.leave(client)).catch(() => undefined);
    }
    this.link.close();
    this.#messages.close();
  }

  /** Does what the store needs: it writes, reads and sends a message over both connections. */
  async #check(): Promise<number> {
    const { times, replicas, missed } = this.#options;
    const client = await this.link.ensure();
    try {
      await this.#listen();
      const both = Promise.all([replicas.note(client), this.#echo.send(client)]);
      const [{ count, wasForgotten }] = await answeredWithin(times.commandMs, both);
      if (wasForgotten && this.health.status.isUp) missed();
      return count;
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
    try {
      const both = Promise.all([this.#echo.listen(subscriber), subscribeAll(subscriber)]);
      await answeredWithin(times.commandMs, both);
    } catch (error) {
      // A connection that is kept listens to everything.
      this.#messages.drop();
      throw error;
    }
  }

  async #open(): Promise<RedisClient> {
    const { target, times, onWarning } = this.#options;
    const client = await openClient(target, times);
    // The answer is not needed for anything else.
    void evictionWarning(client).then((warning) => warning && onWarning(warning));
    return client;
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
