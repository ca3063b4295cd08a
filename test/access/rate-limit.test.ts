import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RateLimit } from '../../src/access/rate-limit.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { post } from '../support/post.ts';
import { Files } from './support/files.ts';

const policy = `
roles:
  viewer: { allow: [read] }
defaultRole: viewer
ownKeys: { requestsPerMinute: 3 }
`;

describe('the number of requests of a key that PostHog has not accepted', () => {
  const files = new Files();
  let server: InProcess;
  beforeAll(async () => {
    server = await startInProcess({
      ACCESS_POLICY_FILE: files.write('policy.yaml', policy),
      POSTHOG_PROJECT_ID: '1',
    });
  });
  afterAll(async () => {
    await server.stop();
    files.remove();
  });

  const statusOf = async (key: string, query = '{ __typename }') =>
    (await post(server.url, query, { headers: { authorization: `Bearer ${key}` } })).status;

  it('counts together with those of others from the same address, and by itself once the key is accepted', async () => {
    expect(await statusOf('phx_sandbox', '{ experiments(first: 1) { totalCount } }')).toBe(200);
    const statuses: number[] = [];
    for (const key of ['phx_one', 'phx_two', 'phx_three'])
      // oxlint-disable-next-line no-await-in-loop -- one request after the other
      statuses.push(await statusOf(key));
    // The first request of the accepted key was counted before PostHog had accepted it.
    expect(statuses).toEqual([200, 200, 429]);
    expect(await statusOf('phx_sandbox')).toBe(200);
  });
});

describe('the requests of a caller', () => {
  const CALLERS = 10_000;

  it('are not forgotten within their minute, however many other callers come, who then count together', async () => {
    let now = 1_000_000;
    const limit = new RateLimit(undefined, () => now);
    const isRefused = async (caller: string) => (await limit.count(caller, 1)) !== undefined;
    expect(await isRefused('first')).toBe(false);
    const refused = await Promise.all(
      Array.from({ length: CALLERS + 10 }, (_, at) => isRefused(`another ${at}`)),
    );
    expect(refused.filter(Boolean)).toHaveLength(10);
    expect(await isRefused('first')).toBe(true);
    // A minute later nothing of it counts any more, and there is room for all of them.
    now += 61_000;
    const newcomers = await Promise.all(
      Array.from({ length: 200 }, (_, at) => isRefused(`newcomer ${at}`)),
    );
    expect(newcomers.filter(Boolean)).toEqual([]);
    expect(await isRefused('first')).toBe(false);
    limit.close();
  });
});
