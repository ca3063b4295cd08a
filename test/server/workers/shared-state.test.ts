import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../support/connection.ts';
import { codes } from '../../support/post.ts';
import { runsRedis, startRedis, type RedisServer } from '../../support/redis.ts';
import { startWorkers, type WorkersServer } from '../../support/workers.ts';
import { startCheckedSandbox, type CheckedSandbox } from '../../sandbox/support/checked-sandbox.ts';

const describeAs = (description: string) =>
  `mutation { updateExperiment(input: { id: "3", description: "${description}" }) { __typename } }`;

describe.runIf(runsRedis)('two workers of one server', () => {
  let redis: RedisServer;
  let sandbox: CheckedSandbox;
  let server: WorkersServer;
  let one: Connection;
  let other: Connection;

  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  const start = async (environment: Record<string, string> = {}) => {
    server = await startWorkers({
      REDIS_URL: redis.url,
      POSTHOG_HOST: sandbox.url,
      ...environment,
    });
    [one, other] = await server.connections();
    sandbox.clearRequests();
  };
  beforeEach(async () => {
    await redis.flush();
    sandbox = await startCheckedSandbox();
  });
  afterEach(async () => {
    await server.stop();
    await sandbox.close();
  });

  const calls = (method = 'GET') =>
    sandbox.requests().filter((call) => call.path.startsWith('/api/') && call.method === method);

  it('spend one budget: together no more calls than a key may make', async () => {
    await start({ POSTHOG_CALLS_PER_MINUTE: '12' });
    const read = (connection: Connection, id: number) =>
      connection.post(`{ experiment(id: ${id}) { name } }`);
    // One after the other on each connection, and both at the same time.
    const answers = await Promise.all([
      ...Array.from({ length: 10 }, (_, index) => read(one, 1 + index)),
      ...Array.from({ length: 10 }, (_, index) => read(other, 11 + index)),
    ]);
    const refused = answers.filter(({ body }) => codes(body).includes('BUDGET_EXCEEDED'));
    expect(calls().length).toBeLessThanOrEqual(12);
    expect(calls().length).toBe(20 - refused.length);
    // A single process would have spent its own budget, for both of them 20 calls.
    expect(refused.length).toBeGreaterThanOrEqual(8);
  });

  it('make one call for what both read at the same time, and none for what one has read', async () => {
    await start();
    const query = '{ experiments(first: 30) { nodes { name } } }';
    const [first, second] = await Promise.all([one.post(query), other.post(query)]);
    expect(second.body.data).toEqual(first.body.data);
    expect(calls()).toHaveLength(1);
    await one.post('{ experiment(id: 5) { name } }');
    await other.post('{ experiment(id: 5) { name } }');
    expect(calls()).toHaveLength(2);
  });

  it('show what the other one has changed', async () => {
    await start();
    const read = async (connection: Connection) => {
      const { body } = await connection.post<{ experiment: { description: string } }>(
        '{ experiment(id: 3) { description } }',
      );
      return body.data?.experiment.description;
    };
    const before = [await read(one), await read(other)];
    expect(before[1]).toBe(before[0]);
    await one.post(describeAs('changed at the first'));
    expect(await read(other)).toBe('changed at the first');
    await other.post(describeAs('changed at the second'));
    expect(await read(one)).toBe('changed at the second');
  });

  it('tell a subscriber at the one of a change through the other', async () => {
    await start();
    const events = await one.subscribe<{
      experimentChanged: { experiment: { description: string } };
    }>('subscription { experimentChanged(id: "3") { experiment { description } } }');
    await events.next();
    await other.post(describeAs('changed at the second'));
    const { data } = await events.next();
    expect(data?.experimentChanged.experiment.description).toBe('changed at the second');
  });

  it('write once with one idempotency key', async () => {
    await start();
    const copy = `mutation {
      duplicateExperiment(input: { id: "3", name: "A copy", idempotencyKey: "a copy" }) {
        __typename ... on DuplicateExperimentPayload { experiment { id name } }
      }
    }`;
    const answers = await Promise.all([one.post(copy), other.post(copy)]);
    const again = await other.post(copy);
    expect(answers[0].body.data).toMatchObject({
      duplicateExperiment: { experiment: { name: 'A copy' } },
    });
    expect(answers[1].body.data).toEqual(answers[0].body.data);
    expect(again.body.data).toEqual(answers[0].body.data);
    expect(calls('POST')).toHaveLength(1);
  });

  it('refuse event streams for several operations, of which one worker would know nothing', async () => {
    await start();
    const answer = await fetch(`${server.origin}/graphql/stream`, { method: 'PUT' });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, POST');
    expect(await answer.json()).toMatchObject({
      errors: [{ extensions: { code: 'METHOD_NOT_ALLOWED' } }],
    });
  });
});
