import { PostHogAgentToolkit } from '@posthog/agent-toolkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROFILES } from '../../src/sandbox/model/profile.ts';
import type { WireObject } from '../support/sandbox-control.ts';
import { startRest, type RestOnSandbox } from '../support/rest.ts';

// This client version expects complete list rows and rejects a PostHog with reduced rows.
let rest: RestOnSandbox;
beforeAll(async () => {
  rest = await startRest({ onSandbox: { profile: PROFILES.older } });
});
afterAll(() => rest.close());

/** The experiments of project 1, accessed with PostHog's own client for agents. */
function experimentsAt(posthogApiBaseUrl: string) {
  const toolkit = new PostHogAgentToolkit({ posthogApiToken: 'phx_sandbox', posthogApiBaseUrl });
  return toolkit.getContext().api.experiments({ projectId: '1' });
}

type Called = { success: true; data: unknown } | { success: false; error: Error };

/** The result of a call; fails the test if the call failed. */
async function brought(call: Promise<Called>): Promise<WireObject> {
  const result = await call;
  if (!result.success) throw result.error;
  return result.data as WireObject;
}

describe.each(['', '/v1'])("PostHog's own client with the REST API as its base URL%s", (root) => {
  it('lists every experiment', async () => {
    const listed = await brought(experimentsAt(rest.url + root).list());
    const { body } = await rest.call('GET', '/v1/api/projects/1/experiments?limit=1');
    expect(listed).toHaveLength(body.count);
  });

  it('gets one, creates one, renames and deletes it', async () => {
    const experiments = experimentsAt(rest.url + root);
    const one = await brought(experiments.get({ experimentId: 5 }));
    expect(one['id']).toBe(5);
    const created = await brought(
      experiments.create({
        name: 'Made by an agent',
        feature_flag_key: `agent${root.replace('/', '-')}`,
        primary_metrics: [{ metric_type: 'mean', event_name: '$pageview', name: 'Views' }],
        filter_test_accounts: true,
        draft: true,
      }),
    );
    expect(created['metrics']).toHaveLength(1);
    const experimentId = Number(created['id']);
    const renamed = await brought(
      experiments.update({ experimentId, updateData: { name: 'Renamed by an agent' } }),
    );
    expect(renamed['name']).toBe('Renamed by an agent');
    await brought(experiments.delete({ experimentId }));
    expect((await experiments.get({ experimentId })).success).toBe(false);
  });

  it("handles PostHog's refusals as if they came directly from PostHog", async () => {
    const nobody = { experimentId: 99_999_999 };
    const here = await experimentsAt(rest.url + root).get(nobody);
    const there = await experimentsAt(rest.sandbox.url).get(nobody);
    expect(here).toEqual(there);
    expect(here.success).toBe(false);
  });
});
