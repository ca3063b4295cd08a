import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConnection } from '../../support/connection.ts';
import { runsRedis, startRedis, type RedisServer } from '../../support/redis.ts';
import { startWorkers } from '../../support/workers.ts';

/** Enough that some connect again while the second worker is just stopping. */
const SENDERS = 80;
const query = (turn: number) => `{ experiments(first: ${1 + (turn % 20)}) { nodes { name } } }`;
const describeAs = (text: string) =>
  `mutation { updateExperiment(input: { id: "3", description: "${text}" }) { __typename } }`;

const isRefused = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';

describe.runIf(runsRedis)('SIGTERM for a server with two workers', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  it('fails no query and no mutation of those that are sent until no connection is accepted', async () => {
    await using server = await startWorkers({
      REDIS_URL: redis.url,
      POSTHOG_CALLS_PER_MINUTE: '100000',
      POSTHOG_CALLS_PER_HOUR: '100000',
      SHUTDOWN_DELAY_MS: '300',
    });
    const outcomes = new Map<string, number>();
    const isBusy = Promise.withResolvers<void>();
    const sender = async (_: unknown, number: number) => {
      const connection = openConnection(server.origin);
      for (let turn = 0; ; turn += 1) {
        const document = turn % 10 === 9 ? describeAs(`${number}.${turn}`) : query(turn);
        try {
          // oxlint-disable-next-line no-await-in-loop -- one after the other
          const { body } = await connection.post(document);
          const outcome = body.errors ? JSON.stringify(body.errors) : 'data';
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        } catch (error) {
          if (isRefused(error)) return;
          outcomes.set(String(error), (outcomes.get(String(error)) ?? 0) + 1);
        }
        if ((outcomes.get('data') ?? 0) > 5 * SENDERS) isBusy.resolve();
      }
    };
    const sending = Array.from({ length: SENDERS }, sender);
    await isBusy.promise;
    server.child.kill('SIGTERM');
    await Promise.all(sending);
    expect([...outcomes.keys()]).toEqual(['data']);
    expect(await server.ended).toBe(0);
  });
});
