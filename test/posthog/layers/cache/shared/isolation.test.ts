import fc from 'fast-check';
import { expect, it } from 'vitest';
import { json } from '../../../../support/fake-posthog.ts';
import { replicasOver } from '../../../../support/upstream-replicas.ts';

/** SHARED_ISOLATION=100000 for the long run. */
const STEPS = Number(process.env['SHARED_ISOLATION'] ?? 3_000);
const STEPS_OF_A_RUN = 500;
const REPLICAS = 3;

const step = fc.record({
  who: fc.nat({ max: 19 }),
  replica: fc.nat({ max: REPLICAS - 1 }),
  project: fc.constantFrom('1', '2'),
  what: fc.constantFrom('detail', 'list', 'absent', 'write' as const),
  id: fc.constantFrom(5, 6),
  /** Steps with the same moment run concurrently. */
  moment: fc.nat({ max: 9 }),
});
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

it(
  `in ${STEPS} calls of 20 keys over three replicas, nothing that one key has read is given to another`,
  async () => {
    await using world = await replicasOver(
      (response, request, index) => {
        // A name for the key that is not the key, which would not be shared at all.
        const who = Number(request.headers.authorization?.split('_').at(-1));
        const said = { id: 1, who, url: request.url };
        const answer = request.url.includes('/7')
          ? json(404, { detail: JSON.stringify(said), type: 'x', code: 'not_found', attr: null })
          : json(200, { ...said, count: 1, results: [said], feature_flag: { id: 7 } });
        setTimeout(() => answer(response, request, index), index % 3);
      },
      { count: REPLICAS, concurrency: 60 },
    );
    let shared = 0;

    /** Makes one call; what was answered, and what this key has to get. */
    async function run({ who, replica, project, what, id }: Step) {
      const client = world.client(replica, {}, `phx_key_of_caller_${who}`);
      const path = { project_id: project };
      const base = `/api/projects/${project}/experiments/`;
      const one = (url: string) => ({ id: 1, who, url });
      const retrieved = (number: number) =>
        client.call('experiments_retrieve', { path: { ...path, id: number } });
      const [answer, expected] = await {
        write: async () => [
          await client.call('experiments_launch_create', { path: { ...path, id } }),
          one(`${base}${id}/launch/`),
        ],
        list: async () => [
          await client.call('experiments_list', { path }),
          { ...one(base), results: [one(base)] },
        ],
        detail: async () => [await retrieved(id), one(`${base}${id}/`)],
        absent: async () => [
          await retrieved(70 + id).catch((failure: unknown) => failure),
          { status: 404, message: JSON.stringify(one(`${base}${70 + id}/`)) },
        ],
      }[what]();
      expect(answer).toMatchObject(expected!);
      shared += client.ledger.cacheHits + client.ledger.deduplicated;
    }

    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: STEPS_OF_A_RUN, maxLength: STEPS_OF_A_RUN }),
        async (steps) => {
          for (let moment = 0; moment <= 9; moment += 1)
            await Promise.all(steps.filter((one) => one.moment === moment).map(run));
          world.clock.now += 1_000;
        },
      ),
      { numRuns: STEPS / STEPS_OF_A_RUN, seed: 15 },
    );
    expect(shared).toBeGreaterThan(STEPS / 10);
  },
  60_000 + STEPS * 30,
);
