import type { createWebSockets } from '../graph/http/connections/web-sockets.ts';
import type { Services } from './services.ts';

type WebSocketHandler = ReturnType<typeof createWebSockets>;

/** GraphQL over WebSocket, imported when the first client connects. */
export function lazyWebSockets({ graph, shared, load }: Services): WebSocketHandler {
  const importHandler = async () => {
    const module = await import('../graph/http/connections/web-sockets.ts');
    const { upstream, apiKey } = shared;
    return module.createWebSockets({
      yoga: graph,
      schema: graph.schema,
      apiKey,
      isKnown: (key) => upstream.knows({ apiKey: key }),
      now: () => upstream.now(),
      load,
    });
  };
  let loading: Promise<WebSocketHandler> | undefined;
  let loaded: WebSocketHandler | undefined;
  let isStopping = false;
  return {
    open(opening) {
      // Nothing is read before it is loaded: Node has stopped parsing, and the socket has no reader.
      loading ??= importHandler();
      const open = async (pending: Promise<WebSocketHandler>) => {
        loaded = await pending;
        loaded.open(opening);
        if (isStopping) loaded.stop();
      };
      open(loading).catch(() => {
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
