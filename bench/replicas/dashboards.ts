import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, loop } from './ask.ts';
import { openStage } from './stage.ts';

const query = readFileSync(new URL('../../examples/dashboard.graphql', import.meta.url), 'utf8');
const VIEWERS = 25;

/** The list of experiments, which the dashboard begins with. */
const LIST = /^\/api\/projects\/\d+\/experiments\/(?:\?|$)/;

/**
 * 25 people look at a dashboard that is read again every second, while PostHog throttles. Prints what they got, and the
 * calls PostHog answered and refused, for one replica and for several over Redis. At the end, the calls of both in the same
 * number of refreshes: the dashboard is refreshed every few seconds, and a run may end before or after one.
 */
export async function dashboards(replicas: number, seconds: number): Promise<void> {
  const runs = new Map<number, readonly string[]>();
  for (const count of new Set([1, replicas])) {
    const stage = await openStage({ replicas: count, redis: count > 1, throttle: true });
    try {
      const until = Date.now() + seconds * 1_000;
      const outcomes: Record<string, number> = {};
      await loop(
        VIEWERS,
        () => Date.now() > until,
        async () => {
          const { data, errors } = await ask(stage.url, query);
          const outcome = errors?.[0]?.extensions?.code ?? (data ? 'ok' : 'nothing');
          outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
          await sleep(1_000);
        },
      );
      const requests = await stage.sandbox.requests();
      const calls = requests.filter(({ path }) => path.startsWith('/api/'));
      runs.set(
        count,
        calls.map(({ path }) => path),
      );
      console.log({
        replicas: count,
        seconds,
        outcomes,
        calls: calls.length,
        throttled: calls.filter(({ status }) => status === 429).length,
      });
    } finally {
      await stage.close();
    }
  }
  const refreshes = Math.min(...[...runs.values()].map((paths) => listReads(paths).length)) - 1;
  for (const [count, paths] of runs)
    console.log({ replicas: count, refreshes, calls: listReads(paths)[refreshes] });
}

/** The number of calls before each call for the list. */
const listReads = (paths: readonly string[]): number[] =>
  paths.flatMap((path, at) => (LIST.test(path) ? [at] : []));
