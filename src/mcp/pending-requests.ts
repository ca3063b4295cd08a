import {
  isJSONRPCNotification,
  isJSONRPCRequest,
  type JSONRPCMessage,
} from '@modelcontextprotocol/server';

type Id = string | number;

/** Requests that were received and have not been answered yet. */
export class PendingRequests {
  /** Counts by id, since a client that uses an id twice gets two answers. */
  readonly #byId = new Map<Id, number>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Records a message from the client. A cancelled request is not answered. */
  received(message: JSONRPCMessage): void {
    // A subscription is answered only when it ends, with the connection.
    if (isJSONRPCRequest(message) && message.method !== 'subscriptions/listen') {
      this.#byId.set(message.id, (this.#byId.get(message.id) ?? 0) + 1);
      this.#size += 1;
    }
    if (isJSONRPCNotification(message) && message.method === 'notifications/cancelled') {
      const { requestId } = (message.params ?? {}) as { readonly requestId?: Id };
      if (requestId !== undefined) this.#settle(requestId);
    }
  }

  /** Records a message to the client. */
  sent(message: JSONRPCMessage): void {
    if ('id' in message && !('method' in message) && message.id !== undefined) {
      this.#settle(message.id);
    }
  }

  #settle(id: Id): void {
    const count = this.#byId.get(id);
    if (count === undefined) return;
    if (count > 1) this.#byId.set(id, count - 1);
    else this.#byId.delete(id);
    this.#size -= 1;
  }
}
