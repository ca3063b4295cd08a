import fc from 'fast-check';
import { expect, it } from 'vitest';
import { UpstreamLedger } from '../../src/posthog/request/ledger.ts';
import { fakePostHog, json } from '../support/fake-posthog.ts';

const ask = async (call: Promise<unknown>, asked: string) => [asked, await call] as const;

const keys = ['phx_anna', 'phx_ben', 'phx_anna2'];
const step = fc.record({
  key: fc.constantFrom(...keys),
  project: fc.constantFrom('1', '2', '@current'),
  what: fc.constantFrom('detail', 'list', 'flags', 'launch', 'me' as const),
  id: fc.constantFrom(5, 6),
  /** Steps with the same moment run concurrently. */
  moment: fc.nat({ max: 3 }),
});

it('no answer is shared between two keys or two projects, however their calls interleave', async () => {
  // Every answer of the server contains the key and the request.
  await using posthog = await fakePostHog(
    (response, request, index) => {
      const asked = {
        key: request.headers.authorization?.slice('Bearer '.length),
        url: request.url,
      };
      const answer = json(200, {
        id: 1,
        ...asked,
        count: 1,
        results: [{ id: 1, ...asked }],
        feature_flag: { id: 7 },
      });
      setTimeout(() => answer(response, request, index), index % 3);
    },
    {
      concurrency: 8,
      budget: { perMinute: 1_000_000, perHour: 1_000_000 },
      freshness: {
        seconds: { experiments: 60, settings: 60, results: 60 },
        maxStaleMs: 60_000,
        maxBytes: 1_000_000,
      },
    },
  );
  let shared = 0;

  async function run({
    key,
    project,
    what,
    id,
  }: typeof step extends fc.Arbitrary<infer One> ? One : never) {
    const ledger = new UpstreamLedger();
    const client = posthog.client({ ledger }, key);
    const path = { project_id: project };
    const [asked, answer] = await {
      detail: () =>
        ask(client.call('experiments_retrieve', { path: { ...path, id } }), `experiments/${id}/`),
      list: () => ask(client.call('experiments_list', { path }), 'experiments/'),
      flags: () => ask(client.call('feature_flags_list', { path }), 'feature_flags/'),
      launch: () =>
        ask(
          client.call('experiments_launch_create', { path: { ...path, id } }),
          `experiments/${id}/launch/`,
        ),
      me: () => ask(client.call('users_retrieve_me', {}), ''),
    }[what]();
    const url = what === 'me' ? '/api/users/@me/' : `/api/projects/${project}/${asked}`;
    expect(answer).toMatchObject({ key, url });
    shared += ledger.cacheHits + ledger.deduplicated;
  }

  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      for (let moment = 0; moment <= 3; moment += 1) {
        await Promise.all(steps.filter((one) => one.moment === moment).map(run));
      }
    }),
    { numRuns: 100 },
  );
  // Answers were shared within each key.
  expect(shared).toBeGreaterThan(20);
}, 60_000);
