import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, loop } from './ask.ts';
import { openStage } from './stage.ts';

const query = readFileSync(new URL('../../examples/dashboard.graphql', import.meta.url), 'utf8');
const VIEWERS = 25;

/**
 * 25 people look at a dashboard that is read again every second, while PostHog throttles. Prints what they got, and the
 * calls PostHog answered and refused, for one replica and for several over Redis.
 */
export async function dashboards(replicas: number, seconds: number): Promise<void> {
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
}
