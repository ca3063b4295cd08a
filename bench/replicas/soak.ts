import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, loop } from './ask.ts';
import { memoryOf } from './cpu.ts';
import { openStage } from './stage.ts';

const LISTENERS = 500;
const faults = [
  { status: 503, times: 20 },
  { cut: true, times: 10 },
  { body: 'truncated', times: 10 },
  { body: 'html', times: 10 },
  { latency_ms: 2_000, times: 20 },
  { status: 429, retry_after: 1, times: 5 },
];
const queries = [
  ...Array.from(
    { length: 20 },
    (_, n) => `{ experiment(id: "${n + 1}") { name status featureFlag { key } } }`,
  ),
  '{ experiments(first: 25) { nodes { name metrics { name } } } }',
  '{ featureFlags(first: 20) { nodes { key active } } }',
  '{ nope }',
];

/**
 * Sends a fixed number of mixed requests to replicas with 500 listeners while PostHog fails in changing ways, and prints
 * the memory and the open files of each replica ten times: they must level off, and the files return to where they were.
 */
export async function soak(replicas: number, requests: number): Promise<void> {
  const stage = await openStage({
    replicas,
    redis: true,
    environment: { POSTHOG_CALLS_PER_MINUTE: '999999', POSTHOG_CALLS_PER_HOUR: '9999999' },
  });
  try {
    const files = () => stage.replicas.map(({ pid }) => readdirSync(`/proc/${pid}/fd`).length);
    const filesBefore = files();
    const leaving = new AbortController();
    let events = 0;
    const listeners = Array.from({ length: LISTENERS }, async (_, n) => {
      while (!leaving.signal.aborted) {
        try {
          const response = await fetch(`${stage.url}/graphql`, {
            method: 'POST',
            headers: {
              'content-type': 'application/json',
              accept: 'text/event-stream',
              authorization: 'Bearer phx_sandbox',
            },
            body: JSON.stringify({
              query: `subscription { experimentChanged(id: "${1 + (n % 25)}") { pace } }`,
            }),
            signal: leaving.signal,
          });
          for await (const chunk of response.body!) events += chunk.length > 30 ? 1 : 0;
        } catch {
          // Ended by a fault or by the end of the run.
        }
        await sleep(1_000);
      }
    });
    let sent = 0;
    const outcomes: Record<string, number> = {};
    const isOver = () => sent >= requests;
    const breaking = loop(1, isOver, async () => {
      for (const fault of faults) {
        await stage.sandbox.fault({ match: { path: 'experiments|feature_flags' }, ...fault });
        await sleep(3_000);
        await stage.sandbox.heal();
        await sleep(3_000);
      }
    });
    const measuring = (async () => {
      for (let part = 1; part <= 10; part += 1) {
        while (sent < (requests * part) / 10) await sleep(200);
        console.log({
          sent,
          memory: stage.replicas.map(({ pid }) => memoryOf(pid)),
          files: files(),
        });
      }
    })();
    await loop(32, isOver, async () => {
      const query = queries[(sent += 1) % queries.length]!;
      const { data, errors } = await ask(stage.url, query);
      const outcome = errors?.[0]?.extensions?.code ?? (data ? 'ok' : 'nothing');
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    });
    await Promise.all([breaking, measuring]);
    leaving.abort();
    await Promise.all(listeners);
    await sleep(5_000);
    const redis = execFileSync('redis-cli', ['-p', String(stage.redisPort), 'info', 'memory'], {
      encoding: 'utf8',
    });
    console.log({
      requests,
      events,
      outcomes,
      filesBefore,
      filesAfter: files(),
      redis: /used_memory_human:(\S+)/.exec(redis)?.[1],
    });
  } finally {
    await stage.close();
  }
}
