import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send, startRest, type RestOnSandbox } from '../support/rest.ts';

let rest: RestOnSandbox;
beforeAll(async () => {
  rest = await startRest();
});
afterAll(() => rest.close());

const root = '/v1/api/projects/1';

describe('a query that PostHog accepts is not refused', () => {
  it.each([
    'experiments?limit=many&offset=-1',
    'experiments?status=bogus',
    'experiments?archived=perhaps',
    'experiments?search=',
    'experiments?feature_flag_id=',
    'experiments?tags=not-json',
    'experiments/5/activity?page=x',
    'experiments/matching-ids?status=bogus',
  ])('%s', async (path) => {
    const there = await send(
      `${rest.sandbox.url}/api/projects/1/${path.replace('-', '_').replace('?', '/?').replace('not_json', 'not-json')}`,
      'GET',
    );
    const { status, body, calls } = await rest.call('GET', `${root}/${path}`);
    expect({ status, calls }).toEqual({ status: 200, calls: 1 });
    // Each API's page links contain its own address.
    expect({ ...body, next: null, previous: null }).toEqual({
      ...there.body,
      next: null,
      previous: null,
    });
  });
});

describe('a body that PostHog accepts is not refused', () => {
  it('a list for an operation without a body', async () => {
    const body = { name: 'Launched oddly', feature_flag_key: 'launched-oddly' };
    const { body: created } = await rest.call('POST', `${root}/experiments`, { body });
    const launched = await rest.call('POST', `${root}/experiments/${created.id}/launch`, {
      body: [],
    });
    expect(launched).toMatchObject({ status: 200, body: { status: 'running' } });
  });

  it('form values for numbers, booleans and strings', async () => {
    const body = {
      name: 2026,
      feature_flag_key: 'from-a-form',
      archived: 'no',
      holdout_id: null,
      start_date: '2026-01-05 09:00',
      unknown: true,
    };
    const { status, body: created } = await rest.call('POST', `${root}/experiments`, { body });
    expect(status).toBe(201);
    expect(created).toMatchObject({
      name: '2026',
      archived: false,
      start_date: '2026-01-05T09:00:00Z',
    });
  });

  it('numbers as strings for the calculator', async () => {
    const body = { metric_type: 'mean_count', minimum_detectable_effect: '5', baseline_value: '4' };
    const answer = await rest.call('POST', `${root}/experiments/calculate-running-time`, { body });
    expect(answer).toMatchObject({ status: 200, body: { recommended_sample_size: 6400 } });
  });

  it('null for the version, which counts as no version', async () => {
    const body = { version: null, description: 'x' };
    const { status, calls } = await rest.call('PATCH', `${root}/experiments/5`, { body });
    expect({ asked: calls, understood: status !== 400 }).toEqual({ asked: 1, understood: true });
  });

  it('no body where every field is optional', async () => {
    const { status } = await rest.call('PATCH', `${root}/experiments/5`);
    expect(status).toBe(200);
  });
});
