import { startGraph, type TestGraph, type TestGraphOptions } from './graph.ts';
import { manglingPostHog, withJson, type ManglingPostHog } from './mangling-posthog.ts';

// JSON of shapes that the tests know.
// oxlint-disable-next-line typescript/no-explicit-any
type Loose = any;

/** The addresses of experiments, and of what embeds or is a flag. */
export const experiments = /\/experiments\/(\d+\/)?(\?.*)?$/;
export const flags = /\/(feature_flags|experiments)\/(\d+\/)?(\?.*)?$/;

/** A graph over a PostHog whose answers a test changes. */
export interface ChangedGraph extends Pick<TestGraph, 'query' | 'sandbox' | 'close'> {
  readonly posthog: ManglingPostHog;
  /** Changes the JSON of successful answers to some requests, from now on. */
  changes(where: RegExp, change: (json: Loose, rows: Loose[]) => void): void;
}

/** @param sandbox options of the PostHog whose answers are changed */
export async function startChangedGraph(
  sandbox: NonNullable<TestGraphOptions['sandbox']> = {},
): Promise<ChangedGraph> {
  const real = await startGraph({ sandbox });
  const posthog = await manglingPostHog(real.sandbox.url);
  const graph = await startGraph({ host: posthog.url, over: real.sandbox });
  return {
    sandbox: real.sandbox,
    query: (...asked) => graph.query(...asked),
    posthog,
    changes(where, change) {
      posthog.mangles(
        withJson(where, (json) => {
          change(json, json['results'] ?? [json]);
        }),
      );
    },
    async close() {
      await graph.close();
      await posthog.close();
      await real.close();
    },
  };
}
