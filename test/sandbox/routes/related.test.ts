import { describe, expect, it } from 'vitest';
import { caller } from '../support/caller.ts';
import { useCheckedSandbox } from '../support/checked-sandbox.ts';

const PROJECT = '/api/projects/1/';
const PATH = `${PROJECT}experiments/1/`;
const DRAFT = { name: 'E', feature_flag_key: 'e', start_date: null };
const RUNNING = { ...DRAFT, start_date: '2026-01-05T09:00:00Z' };
const MEAN = {
  kind: 'ExperimentMetric',
  metric_type: 'mean',
  source: { kind: 'EventsNode', event: 'purchase' },
};

describe('the API of objects related to experiments', () => {
  const sandbox = useCheckedSandbox();
  const api = (): ReturnType<typeof caller> => caller(sandbox());
  const load = (given: object): Promise<unknown> => api().ok('POST', '/_sandbox/load', { given });

  it('writes a holdout into the flags of its experiments and removes it there when deleted', async () => {
    await load({ experiment: { ...DRAFT, holdout_id: '{h}' }, holdouts: [{ id: '{h}' }] });
    const filters = [{ properties: [], rollout_percentage: 25 }];
    expect(await api().ok('PATCH', `${PROJECT}experiment_holdouts/1/`, { filters })).toMatchObject({
      filters: [{ rollout_percentage: 25, variant: 'holdout-1' }],
    });
    expect(await api().ok('GET', PATH)).toMatchObject({
      holdout: { id: 1 },
      feature_flag: { filters: { holdout: { id: 1, exclusion_percentage: 25 } } },
    });
    expect(await api().call('DELETE', `${PROJECT}experiment_holdouts/1/`)).toEqual({
      status: 204,
      body: '',
    });
    expect(await api().ok('GET', PATH)).toMatchObject({
      holdout: null,
      holdout_id: null,
      feature_flag: { filters: { holdout: null } },
    });
  });

  it.each([
    [{ name: 'H' }, null, 'Filters are required to create an holdout group'],
    [{ name: 'H', filters: [] }, 'filters', 'Filters must not be empty.'],
    [
      { name: 'H', filters: [{ properties: [] }] },
      'filters',
      'Rollout percentage must be present.',
    ],
    [{ filters: [{ rollout_percentage: 5 }] }, 'name', 'This field is required.'],
  ])('refuses the holdout %j', async (body, attr, detail) => {
    expect(await api().call('POST', `${PROJECT}experiment_holdouts/`, body)).toMatchObject({
      status: 400,
      body: { attr, detail },
    });
  });

  it('gives shared metrics a unique name and a constant uuid, and unlinks them when deleted', async () => {
    await load({ experiment: DRAFT });
    const shared = `${PROJECT}experiment_saved_metrics/`;
    const made = await api().ok('POST', shared, { name: 'Revenue', query: MEAN });
    expect(made).toMatchObject({ query: { uuid: expect.stringMatching(/^[0-9a-f-]{36}$/) } });
    expect(await api().call('POST', shared, { name: 'REVENUE', query: MEAN })).toMatchObject({
      status: 400,
      body: { attr: 'name', detail: 'A shared metric with this name already exists.' },
    });
    expect(
      await api().call('POST', shared, { name: 'Old', query: { kind: 'ExperimentTrendsQuery' } }),
    ).toMatchObject({ status: 400, body: { attr: 'query' } });
    const links = {
      saved_metrics_ids: [
        {
          id: made['id'],
          metadata: { type: 'primary', breakdowns: [{ property: 'plan', type: 'person' }] },
        },
      ],
    };
    const linked = await api().ok('PATCH', PATH, links);
    expect(linked).toMatchObject({
      saved_metrics: [
        {
          id: 1,
          name: 'Revenue',
          effective_query: { breakdownFilter: { breakdowns: [{ property: 'plan' }] } },
        },
      ],
    });
    // A metric that is linked again has the same link.
    expect(await api().ok('PATCH', PATH, links)).toMatchObject({ saved_metrics: [{ id: 1 }] });
    expect(await api().call('DELETE', `${shared}${String(made['id'])}/`)).toEqual({
      status: 204,
      body: '',
    });
    expect(await api().ok('GET', PATH)).toMatchObject({ saved_metrics: [] });
  });

  it('copies into another project without objects of the first, and with an inactive flag', async () => {
    await load({
      experiment: {
        ...RUNNING,
        metrics: [{ ...MEAN, uuid: '11111111-1111-4111-8111-111111111111' }],
        holdout_id: '{h}',
        saved_metrics_ids: [{ id: '{sm}', metadata: { type: 'primary' } }],
        primary_metrics_ordered_uuids: ['11111111-1111-4111-8111-111111111111'],
      },
      holdouts: [{ id: '{h}' }],
      saved_metrics: [{ id: '{sm}' }],
      projects: ['{target}'],
    });
    const copy = await api().ok('POST', `${PATH}copy_to_project/`, { target_team_id: 3 });
    expect(copy).toMatchObject({
      name: 'E (Copy)',
      status: 'draft',
      holdout: null,
      saved_metrics: [],
      feature_flag: { team_id: 3, key: 'e', active: false, filters: { holdout: null } },
      metrics: [{ uuid: expect.not.stringMatching(/^1111/), metric_type: 'mean' }],
      primary_metrics_ordered_uuids: [expect.not.stringMatching(/^1111/)],
    });
    expect(
      (await api().call('GET', `/api/projects/3/experiments/${String(copy['id'])}/`)).status,
    ).toBe(200);
  });

  it('numbers the names of copies', async () => {
    await load({ experiment: DRAFT });
    const names: unknown[] = [];
    for (let n = 0; n < 3; n += 1)
      names.push((await api().ok('POST', `${PATH}duplicate/`, {}))['name']);
    expect(names).toEqual(['E (Copy)', 'E (Copy) 1', 'E (Copy) 2']);
    expect(await api().call('POST', `${PATH}duplicate/`, { feature_flag_key: '' })).toMatchObject({
      status: 400,
      body: { code: 'blank', attr: 'feature_flag_key' },
    });
  });

  it('creates the exposure cohort from the flag call, or from the custom filter', async () => {
    await load({ experiment: RUNNING });
    const path = `${PATH}create_exposure_cohort_for_experiment/`;
    expect(await api().ok('POST', path)).toMatchObject({
      cohort: {
        filters: {
          properties: {
            type: 'OR',
            values: [
              {
                type: 'OR',
                values: [
                  {
                    type: 'behavioral',
                    value: 'performed_event',
                    key: '$feature_flag_called',
                    event_filters: [
                      { key: '$feature_flag', value: ['e'], operator: 'exact', type: 'event' },
                    ],
                    explicit_datetime: '2026-01-05T09:00:00+00:00',
                  },
                ],
              },
            ],
          },
        },
      },
    });
    expect(await api().call('POST', path)).toMatchObject({
      status: 400,
      body: { detail: 'Experiment already has an exposure cohort' },
    });
    const custom = {
      events: [
        {
          id: 'signed_up',
          properties: [
            { key: 'plan', value: 'pro', type: 'event' },
            { key: 'email', value: 'x', type: 'person' },
          ],
        },
      ],
    };
    await load({ experiment: { ...RUNNING, parameters: { custom_exposure_filter: custom } } });
    const { cohort } = await api().ok('POST', path);
    expect(JSON.stringify(cohort)).toContain(
      '"key":"signed_up","event_type":"events","event_filters":[{"key":"plan"',
    );
    expect(JSON.stringify(cohort)).not.toContain('"key":"email"');
  });

  it('changes tags of many experiments at once and reports the skipped ids', async () => {
    await load({ experiment: { ...DRAFT, tags: ['growth'] } });
    const change = (action: string, tags: string[]): Promise<unknown> =>
      api().ok('POST', `${PROJECT}experiments/bulk_update_tags/`, { ids: [1, 99], action, tags });
    const skipped = [{ id: 99, reason: 'Not found or no edit access' }];
    expect(await change('add', ['Web', 'GROWTH'])).toEqual({
      updated: [{ id: 1, tags: ['growth', 'web'] }],
      skipped,
    });
    expect(await change('remove', ['growth'])).toEqual({
      updated: [{ id: 1, tags: ['web'] }],
      skipped,
    });
    expect(await change('set', ['New'])).toEqual({ updated: [{ id: 1, tags: ['new'] }], skipped });
    expect(await api().ok('GET', `${PROJECT}experiments/matching_ids/?tags=["new"]`)).toEqual({
      ids: [1],
      total: 1,
    });
  });
});

describe('flags in the feature flag API', () => {
  const sandbox = useCheckedSandbox();
  const api = (): ReturnType<typeof caller> => caller(sandbox());
  const load = (given: object): Promise<unknown> => api().ok('POST', '/_sandbox/load', { given });
  const FLAGS = `${PROJECT}feature_flags/`;
  const keys = async (query: string): Promise<unknown> => {
    const { results } = await api().ok('GET', `${FLAGS}?${query}`);
    return Array.isArray(results) && results.map((flag: { key: string }) => flag.key).toSorted();
  };

  it('pause a running experiment when deactivated', async () => {
    await load({ experiment: RUNNING });
    await api().ok('PATCH', `${FLAGS}1/`, { active: false });
    expect(await api().ok('GET', PATH)).toMatchObject({ status: 'paused' });
  });

  it('cannot be deleted while a running experiment uses them; while a draft does, deletion frees their key', async () => {
    await load({ experiment: RUNNING });
    expect(await api().call('PATCH', `${FLAGS}1/`, { deleted: true })).toMatchObject({
      status: 400,
      body: { detail: expect.stringMatching(/linked to running experiment\(s\): "E" \(ID: 1\)/) },
    });
    await load({ experiment: DRAFT });
    expect(await api().ok('PATCH', `${FLAGS}1/`, { deleted: true })).toMatchObject({
      deleted: true,
      key: 'e:deleted:1',
    });
    expect(await api().ok('GET', PATH)).toMatchObject({ feature_flag_key: 'e' });
    expect((await api().call('GET', `${FLAGS}1/`)).status).toBe(404);
    expect(await api().call('POST', FLAGS, { key: 'e' })).toMatchObject({ status: 201 });
  });

  it.each([
    [{}, 'key', 'required'],
    [{ key: 'taken' }, 'key', 'unique'],
    [{ key: 'a b' }, 'key', 'invalid_key'],
    [{ key: 'k', filters: { groups: [{ variant: 'ghost' }] } }, 'filters', 'invalid_input'],
    [{ key: 'k', filters: [] }, 'filters', 'invalid_input'],
  ])('refuse %j', async (body, attr, code) => {
    await load({ flags: [{ key: 'taken', active: true }] });
    expect(await api().call('POST', FLAGS, body)).toMatchObject({
      status: 400,
      body: { attr, code },
    });
  });

  it('are never hard-deleted', async () => {
    await load({ flags: [{ key: 'k', active: true }] });
    expect(await api().call('DELETE', `${FLAGS}1/`)).toEqual({ status: 405, body: '' });
  });

  it('are filtered by type, state and search text', async () => {
    await load({
      experiment: DRAFT,
      flags: [
        {
          key: 'plain',
          active: true,
          filters: { groups: [{ properties: [], rollout_percentage: 100 }] },
        },
        { key: 'off', active: false, name: 'Switched off' },
      ],
    });
    expect(await keys('')).toEqual(['e', 'off', 'plain']);
    expect(await keys('type=experiment')).toEqual(['e']);
    expect(await keys('type=boolean')).toEqual(['plain']);
    expect(await keys('active=false&search=SWITCHED')).toEqual(['off']);
    expect(await keys(`excluded_properties=${encodeURIComponent('["e","off"]')}`)).toEqual([
      'plain',
    ]);
  });

  it("report the caller's value and the flags that depend on them", async () => {
    await load({
      flags: [
        { key: 'base', active: true },
        { key: 'off', active: false },
        {
          key: 'dependent',
          active: true,
          filters: {
            groups: [
              {
                properties: [
                  { key: '1', type: 'flag', value: true, operator: 'flag_evaluates_to' },
                ],
                rollout_percentage: 100,
              },
            ],
          },
        },
      ],
    });
    const { body } = await api().call('GET', `${FLAGS}my_flags/`);
    expect(body).toMatchObject([
      { feature_flag: { key: 'base' }, value: expect.stringMatching(/^(control|test)$/) },
      { feature_flag: { key: 'off' }, value: false },
      { feature_flag: { key: 'dependent' }, value: false },
    ]);
    expect((await api().call('GET', `${FLAGS}1/dependent_flags/`)).body).toEqual([
      { id: 3, key: 'dependent', name: '' },
    ]);
    expect((await api().call('GET', `${FLAGS}2/status/`)).body).toMatchObject({
      status: 'inactive',
    });
  });
});
