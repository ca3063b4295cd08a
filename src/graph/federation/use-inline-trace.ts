import type { IncomingHttpHeaders } from 'node:http';
import type { Plugin, YogaServerInstance } from 'graphql-yoga';
import type { GraphContext } from '../context/context.ts';

/** Header by which an Apollo gateway asks a subgraph for a trace of its fields in `extensions.ftv1`. */
const HEADER = 'apollo-federation-include-trace';

type RequestEvent = Parameters<NonNullable<Plugin<GraphContext>['onRequest']>>[0];

/** True for a request whose answer has to include a trace. */
export const asksForTrace = (headers: IncomingHttpHeaders): boolean => headers[HEADER] === 'ftv1';

/**
 * Forwards requests that ask for a trace to a second server. Tracing wraps every resolver
 * permanently, also for requests without a trace, so it gets a schema of its own, built for the
 * first such request.
 * @param createTracingServer creates the server from the plugin that traces
 */
export function useInlineTrace<ServerContext extends Record<string, unknown>>(
  createTracingServer: (
    tracing: Plugin<GraphContext>,
  ) => YogaServerInstance<ServerContext, GraphContext>,
): Plugin<GraphContext> {
  let tracingServer: Promise<YogaServerInstance<ServerContext, GraphContext>> | undefined;
  const start = async () => {
    const { useApolloInlineTrace } = await import('@graphql-yoga/plugin-apollo-inline-trace');
    return createTracingServer(useApolloInlineTrace() as unknown as Plugin<GraphContext>);
  };
  const answer = async (event: RequestEvent) => {
    const yoga = await (tracingServer ??= start());
    const context = event.serverContext as unknown as ServerContext;
    event.endResponse(await yoga.fetch(event.request, context));
  };
  return {
    onRequest(event) {
      if (event.request.headers.get(HEADER) !== 'ftv1') return undefined;
      return answer(event);
    },
    async onDispose() {
      await (await tracingServer)?.dispose();
    },
  };
}
