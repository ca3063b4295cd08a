import type { Redis } from 'ioredis';
import {
  StoreUnavailable,
  type MessageListener,
  type SharedMessages,
  type Subscription,
} from '../shared-store.ts';
import type { RedisCommands } from './connection/commands.ts';
import { failureOf } from './connection/failure.ts';
import type { Codec } from './encoding/codec.ts';

import { publishMessage } from './scripts/messages.ts';

/**
 * Messages whose text is larger are not read: none of this server is, and everybody gets every message, whoever
 * publishes it.
 */
const MAX_MESSAGE_BYTES = 1024 * 1024;

interface Channel {
  readonly listeners: Set<MessageListener>;
  /** Whether Redis sends the messages of this channel now. */
  ready: Promise<void>;
  /** Resolves when every earlier message was delivered: they are decoded on other threads, but keep their order. */
  delivered: Promise<void>;
}

export interface RedisMessagesOptions {
  readonly commands: RedisCommands;
  readonly codec: Codec;
  /** Begins the names of channels, which the databases of one server share. */
  readonly prefix: string;
  /** The connection that receives messages, while there is one. */
  readonly subscriber: () => Redis | undefined;
  /** Sends a command over it, in the time for a command. */
  readonly ask: (command: Promise<unknown>) => Promise<unknown>;
  /** A listener threw. */
  readonly onFault: (error: unknown) => void;
}

/** Messages over Redis, received by one connection for all channels. */
export class RedisMessages implements SharedMessages {
  readonly #options: RedisMessagesOptions;
  readonly #channels = new Map<string, Channel>();

  constructor(options: RedisMessagesOptions) {
    this.#options = options;
  }

  /** In a cluster only the subscribers at the node that was asked are counted. */
  async publish(channel: string, message: string): Promise<number> {
    const { commands, codec, prefix } = this.#options;
    const place = prefix + channel;
    const bytes = await codec.encode(place, message);
    return Number(await commands.run(publishMessage, [place], [bytes]));
  }

  subscribe(name: string, listener: MessageListener): Subscription {
    const place = this.#options.prefix + name;
    const channel = this.#channels.get(place) ?? this.#add(place);
    // Each subscription counts, also when two use one listener.
    const own: MessageListener = {
      message: (text) => {
        listener.message(text);
      },
      missed: () => listener.missed?.(),
    };
    channel.listeners.add(own);
    const { ready } = channel;
    return {
      ready,
      close: () => {
        channel.listeners.delete(own);
        if (channel.listeners.size > 0 || this.#channels.get(place) !== channel) return;
        this.#channels.delete(place);
        this.#options.subscriber()?.unsubscribe(place).catch(ignore);
      },
    };
  }

  /** Subscribes a new connection to every channel. */
  async subscribeAll(client: Redis): Promise<void> {
    client.on('messageBuffer', (place: Buffer, bytes: Buffer) => {
      this.#receive(String(place), bytes);
    });
    const channels = [...this.#channels];
    if (channels.length === 0) return;
    const subscribed = this.#options.ask(client.subscribe(...channels.map(([place]) => place)));
    for (const [, channel] of channels) channel.ready = readiness(subscribed);
    await subscribed;
  }

  /** Tells every listener that messages may have been missed. */
  missed(): void {
    for (const { listeners } of this.#channels.values())
      for (const listener of listeners) this.#tell(() => listener.missed?.());
  }

  #add(place: string): Channel {
    const client = this.#options.subscriber();
    const subscribed = client
      ? this.#options.ask(client.subscribe(place))
      : Promise.reject(new Error('Connection is closed.'));
    const channel = {
      listeners: new Set<MessageListener>(),
      ready: readiness(subscribed),
      delivered: Promise.resolve(),
    };
    this.#channels.set(place, channel);
    return channel;
  }

  #receive(place: string, bytes: Buffer): void {
    const channel = this.#channels.get(place);
    if (!channel || bytes.length > MAX_MESSAGE_BYTES) return;
    const text = this.#options.codec.decode(place, bytes, MAX_MESSAGE_BYTES);
    channel.delivered = this.#deliver(channel, text);
  }

  async #deliver({ delivered, listeners }: Channel, decoded: Promise<string | undefined>) {
    await delivered;
    const text = await decoded;
    if (text === undefined) return;
    for (const listener of listeners)
      this.#tell(() => {
        listener.message(text);
      });
  }

  #tell(call: () => void): void {
    try {
      call();
    } catch (error) {
      this.#options.onFault(error);
    }
  }
}

const ignore = () => undefined;

/** Rejects with `StoreUnavailable`, also when nobody waits for it. */
function readiness(subscribed: Promise<unknown>): Promise<void> {
  const ready = subscribed.then(ignore, (error: unknown) => {
    throw new StoreUnavailable(failureOf(error).reason);
  });
  ready.catch(ignore);
  return ready;
}
