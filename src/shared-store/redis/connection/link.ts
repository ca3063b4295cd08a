import type { RedisClient } from './open-client.ts';

/** A place for one connection at a time. */
export class Link<Client extends RedisClient> {
  readonly #open: () => Promise<Client>;
  readonly #lost: () => void;
  #client: Client | undefined;
  #isClosed = false;

  /** @param lost called when a connection ends that was not dropped here */
  constructor(open: () => Promise<Client>, lost: () => void) {
    this.#open = open;
    this.#lost = lost;
  }

  /** The connection, as long as there is one. */
  get client(): Client | undefined {
    return this.#client;
  }

  /** Opens a connection unless there is one. */
  async ensure(): Promise<Client> {
    if (this.#client) return this.#client;
    const client = await this.#open();
    if (this.#isClosed) client.disconnect();
    else if (client.status !== 'end') this.#client = client;
    client.once('end', () => {
      if (this.#client !== client) return;
      this.#client = undefined;
      this.#lost();
    });
    return client;
  }

  /** Ends the connection; the next call of `ensure` opens another. */
  drop(): void {
    this.#client?.disconnect();
    this.#client = undefined;
  }

  close(): void {
    this.#isClosed = true;
    this.drop();
  }
}
