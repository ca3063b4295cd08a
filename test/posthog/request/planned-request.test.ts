import { describe, expect, it } from 'vitest';
import { PlannedRequest } from '../../../src/posthog/request/planned-request.ts';
import { fakePostHog, json } from '../../support/fake-posthog.ts';

const freshness = {
  seconds: { experiments: 60, settings: 60, results: 60 },
  maxStaleMs: 600_000,
  maxBytes: 1_000_000,
};
const experiment = { path: { project_id: '1', id: 5 } };

describe('the plan of a request', () => {
  it('is decided once: what was decided stays as it is', () => {
    const planned = new PlannedRequest({ priority: 2 });
    planned.decide({ maxCalls: 3 });
    const { plan } = planned;
    expect(plan).toMatchObject({ priority: 2, maxCalls: 3 });
    expect(() => planned.decide({ maxCalls: 5 })).toThrow('planned once');
    expect(planned.plan).toBe(plan);
  });

  it('leaves it to one call to ask for a newer answer than the others of the request', async () => {
    await using posthog = await fakePostHog(json(200, { id: 5 }), { freshness });
    const planned = new PlannedRequest();
    const client = posthog.client({ planned });
    const before = planned.plan;
    await client.call('experiments_retrieve', experiment);
    await client.call('experiments_retrieve', experiment);
    expect(posthog.received).toHaveLength(1);
    await client.call('experiments_retrieve', experiment, { freshness: { maxAgeMs: 0 } });
    expect(posthog.received).toHaveLength(2);
    await client.call('experiments_retrieve', experiment);
    expect(posthog.received).toHaveLength(2);
    expect(planned.plan).toBe(before);
  });
});
