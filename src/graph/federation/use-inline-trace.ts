import type { IncomingHttpHeaders } from 'node:http';
import type { Plugin, YogaServerInstance } from 'graphql-yoga';
import type { GraphContext } from '../context/context.ts';

/** Header by which an Apollo gateway asks a subgraph for a trace of its fields in `extensions.ftv1`. */
const HEADER = 'apollo-federation-include-trace';

type RequestEvent = Parameters<NonNullable<Plugin<GraphContext>['onRequest']>>[0];

/** True for a request whose answer has to carry a trace. */
export const asksForTrace = (headers: IncomingHttpHeaders): boolean => headers[HEADER] === 'ftv1';

/**
 * Hands requests that ask for a trace to a twin of the server. Tracing wraps every resolver for good, also
 * for the requests that do not want it, so it has a schema of its own, made when the first one asks.
 * @param makeTwin makes the server from the plugin that traces
 */
export function useInlineTrace<ServerContext extends Record<string, unknown>>(
  makeTwin: (tracing: Plugin<GraphContext>) => YogaServerInstance<ServerContext, GraphContext>,
): Plugin<GraphContext> {
  let twin: Promise<YogaServerInstance<ServerContext, GraphContext>> | undefined;
  const start = async () => {
    const { useApolloInlineTrace } = await import('@graphql-yoga/plugin-apollo-inline-trace');
    return makeTwin(useApolloInlineTrace() as unknown as Plugin<GraphContext>);
  };
  const answer = async (event: RequestEvent) => {
    const yoga = await (twin ??= start());
    const context = event.serverContext as unknown as ServerContext;
    event.endResponse(await yoga.fetch(event.request, context));
  };
  return {
    onRequest(event) {
      if (event.request.headers.get(HEADER) !== 'ftv1') return undefined;
      return answer(event);
    },
    async onDispose() {
      await (await twin)?.dispose();
    },
  };
}
