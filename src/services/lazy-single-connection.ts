import type { FastPath } from '../graph/http/fast-path/fast-path.ts';
import type { Services } from './services.ts';

/** The single connection mode of graphql-sse, imported on the first request. */
export function lazySingleConnection({
  config,
  graph,
  fastPath,
  shared,
  stopping,
  load,
}: Services): FastPath {
  const importHandler = async () => {
    const { createSingleConnection } =
      await import('../graph/http/connections/single-connection.ts');
    const { upstream, apiKey } = shared;
    const now = () => upstream.now();
    return createSingleConnection({
      yoga: graph,
      apiKey,
      isKnown: (key) => upstream.knows({ apiKey: key }),
      now,
      stopping,
      load,
      distinct: fastPath,
      reserves: config.workers === 1,
    });
  };
  let loading: ReturnType<typeof importHandler> | undefined;
  return async (request, response) =>
    (await (loading ??= importHandler())).handle(request, response);
}
