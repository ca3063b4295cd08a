import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCheckedSandbox } from '../../sandbox/support/checked-sandbox.ts';
import { post } from '../../support/post.ts';
import { runsRedis, startRedis, type RedisServer } from '../../support/redis.ts';
import { spawnServer, type Spawned } from '../../support/spawned.ts';
import { withholdingPostHog, type WithholdingPostHog } from '../../support/withholding-posthog.ts';

const CREATE = `mutation ($name: String!) {
  createHoldout(input: { name: $name, exclusionPercentage: 5, idempotencyKey: "once" }) {
    __typename
    ... on CreateHoldoutPayload { reconciled holdout { posthogId name } }
    ... on MutationProblem { code }
  }
}`;

describe.runIf(runsRedis)('a replica that is killed after PostHog got the write', () => {
  let redis: RedisServer;
  let sandbox: Awaited<ReturnType<typeof startCheckedSandbox>>;
  let posthog: WithholdingPostHog;
  const processes: Spawned[] = [];
  beforeAll(async () => {
    redis = await startRedis({ password: 'not to be logged' });
    sandbox = await startCheckedSandbox();
    posthog = await withholdingPostHog(sandbox.url);
  });
  afterAll(async () => {
    for (const { child } of processes) child.kill('SIGKILL');
    await Promise.all(processes.map(({ ended }) => ended));
    await posthog.close();
    await sandbox.close();
    await redis.stop();
  });

  async function startReplica(): Promise<Spawned & { readonly endpoint: string }> {
    const environment = {
      POSTHOG_HOST: posthog.url,
      POSTHOG_API_KEY: 'phx_sandbox',
      POSTHOG_PROJECT_ID: '1',
      REDIS_URL: redis.url.replaceAll(' ', '%20'),
    };
    const spawned = spawnServer('start', environment);
    processes.push(spawned);
    await spawned.started;
    return { ...spawned, endpoint: spawned.url('GraphQL')!.replace('/graphql', '') };
  }

  it('leaves it to the other to find out by reading, and nothing is sent again', async () => {
    const [a, b] = await Promise.all([startReplica(), startReplica()]);
    const performed = posthog.withholdNext();
    const first = post(a.endpoint, CREATE, { variables: { name: 'Killed' } }).catch(
      () => 'no answer',
    );
    await performed;
    a.child.kill('SIGKILL');
    expect(await a.ended).toBe('SIGKILL');
    expect(await first).toBe('no answer');
    const repeats = await Promise.all(
      [1, 2, 3].map(() => post(b.endpoint, CREATE, { variables: { name: 'Killed' } })),
    );
    const answers = repeats.map(({ body }) => body.data);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({
      createHoldout: { reconciled: true, holdout: { name: 'Killed' } },
    });
    expect(posthog.writes).toEqual(['POST /api/projects/1/experiment_holdouts/']);
    const other = await post(b.endpoint, CREATE, { variables: { name: 'Another' } });
    expect(other.body.data).toMatchObject({ createHoldout: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect(posthog.writes).toHaveLength(1);
    expect(a.stderr() + b.stderr()).not.toContain('not to be logged');
  }, 60_000);
});
