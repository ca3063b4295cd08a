import type { WebSocketHandler } from '../http/web-socket-opening.ts';
import type { Services } from './services.ts';

/** GraphQL over WebSocket, imported when the first client connects. */
export function lazyWebSockets({ graph, shared }: Services): WebSocketHandler {
  const load = async () => {
    const { createWebSockets } = await import('../graph/http/connections/web-sockets.ts');
    const { upstream, apiKey } = shared;
    return createWebSockets({
      yoga: graph,
      schema: graph.schema,
      apiKey,
      now: () => upstream.now(),
    });
  };
  let loading: Promise<WebSocketHandler> | undefined;
  let loaded: WebSocketHandler | undefined;
  let isStopping = false;
  return {
    open(opening) {
      // Nothing is read before it is loaded: Node has stopped parsing, and the socket has no reader.
      loading ??= load();
      loading
        .then((handler) => {
          loaded = handler;
          handler.open(opening);
          if (isStopping) handler.stop();
        })
        .catch(() => {
          opening.refuse('WebSockets could not be started.');
        });
    },
    get size() {
      return loaded?.size ?? 0;
    },
    stop() {
      isStopping = true;
      loaded?.stop();
    },
  };
}
