import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startMcp, type TestMcp } from '../../support/start-mcp.ts';

let mcp: TestMcp;
beforeAll(async () => {
  mcp = await startMcp();
});
afterAll(() => mcp.close());
beforeEach(() => {
  mcp.sandbox.clearRequests();
});

const lastRequest = () => mcp.sandbox.requests().at(-1);

describe('an argument that is sent as text', () => {
  it.each([
    ['experiment-get', { id: '4' }, '/api/projects/1/experiments/4/', {}],
    [
      'experiment-list',
      { limit: '3', archived: 'false' },
      '/api/projects/1/experiments/',
      { limit: '3', archived: 'false' },
    ],
    [
      'experiment-list',
      { feature_flag_id: '39' },
      '/api/projects/1/experiments/',
      { feature_flag_id: '39' },
    ],
    [
      'feature-flag-my-flags',
      { flag_keys: '["one-page-checkout"]' },
      '/api/projects/1/feature_flags/my_flags/',
      { flag_keys: '["one-page-checkout"]' },
    ],
  ])('is read as its schema wants it: %s %j', async (tool, args, path, query) => {
    const { isError, text } = await mcp.call(tool, args);
    expect(text).not.toContain('VALIDATION_FAILED');
    expect(isError).toBe(false);
    expect(lastRequest()).toMatchObject({ path, query });
  });

  it('is read in bodies as well, with the values inside it', async () => {
    const { structured } = await mcp.call('experiment-saved-metric-create', {
      name: 'Signups',
      tags: '["a", "b"]',
      query: JSON.stringify({
        kind: 'ExperimentMetric',
        metric_type: 'mean',
        source: { kind: 'EventsNode', event: 'signed_up' },
        ignore_zeros: 'true',
        lower_bound_percentile: '0.05',
      }),
    });
    expect(structured).toMatchObject({
      name: 'Signups',
      tags: ['a', 'b'],
      query: { metric_type: 'mean', ignore_zeros: true, lower_bound_percentile: 0.05 },
    });
  });

  it('is read in lists of lists of objects', async () => {
    const { structured } = await mcp.call('feature-flag-create', {
      key: 'read-from-text',
      active: 'true',
      filters: {
        groups: ['{"properties": [], "rollout_percentage": "25.5"}'],
        payloads: { true: '{"as": "it is"}' },
      },
    });
    expect(structured).toMatchObject({
      active: true,
      filters: {
        groups: [{ properties: [], rollout_percentage: 25.5 }],
        payloads: { true: '{"as": "it is"}' },
      },
    });
  });

  it('is read in the arguments of the query tools', async () => {
    const one = await mcp.call('graphql', {
      query: 'query ($n: Int) { experiments(first: $n) { nodes { name } } }',
      variables: '{"n": 2}',
      maxTokens: '5000',
    });
    expect(one.structured['data'].experiments.nodes).toHaveLength(2);
    const other = await mcp.call('experiments-dashboard', { first: '1', maxTokens: '9000' });
    expect(other.structured['data'].experiments.nodes).toHaveLength(1);
  });

  it.each([
    ['search', '4'],
    ['search', 'true'],
    ['search', '[1]'],
    ['tags', '["growth"]'],
    ['created_by_id', '1'],
  ])('stays text where text is allowed: %s %s', async (name, text) => {
    await mcp.call('experiment-list', { [name]: text });
    expect(lastRequest()?.query).toMatchObject({ [name]: text });
  });

  it.each([
    '1e999',
    ' 4',
    '4 ',
    '0x10',
    '4.0',
    '4e0',
    '+4',
    '-0',
    'NaN',
    'Infinity',
    '',
    '٤',
    '04',
    '9007199254740993',
    '4,5',
    '[4]',
    '{"id":4}',
    'true',
    'null',
  ])('is refused as a whole number when it is not exactly one: "%s"', async (id) => {
    const { isError, text } = await mcp.call('experiment-get', { id });
    expect(isError).toBe(true);
    expect(text).toContain('VALIDATION_FAILED: id must be integer.');
    expect(mcp.sandbox.requests()).toEqual([]);
  });

  it.each(['1e999', '-1e400', 'NaN', '0x10', ' 1', '1.', '.5', '1e', '12345678901234567890'])(
    'is refused as a number when it is not exactly one: "%s"',
    async (baseline) => {
      const { text } = await mcp.call('experiment-calculate-running-time', {
        metric_type: 'funnel',
        minimum_detectable_effect: '10',
        baseline_value: baseline,
      });
      expect(text).toContain('VALIDATION_FAILED: baseline_value must be number');
      expect(mcp.sandbox.requests()).toEqual([]);
    },
  );

  it.each(['True', 'yes', '1', '', 'false '])('is no true or false: "%s"', async (archived) => {
    const { text } = await mcp.call('experiment-list', { archived });
    expect(text).toContain('VALIDATION_FAILED: archived must be boolean.');
  });

  it('that is not JSON is refused as a list, with the reason', async () => {
    const { text } = await mcp.call('feature-flag-my-flags', { flag_keys: "['a']" });
    expect(text).toContain('VALIDATION_FAILED: flag_keys must be array.');
    expect(text).toContain('not valid JSON');
    expect(mcp.sandbox.requests()).toEqual([]);
  });
});

describe('a number', () => {
  it('is refused when it is too large to be exact', async () => {
    const { text } = await mcp.call('experiment-get', { id: 2 ** 60 });
    expect(text).toContain('VALIDATION_FAILED: id is too large to be exact.');
    expect(mcp.sandbox.requests()).toEqual([]);
  });

  it('is read as text for an id, a project or a search that is text', async () => {
    await mcp.call('experiment-list', { project_id: 1, search: 2024, created_by_id: 1 });
    expect(lastRequest()).toMatchObject({
      path: '/api/projects/1/experiments/',
      query: { search: '2024', created_by_id: '1' },
    });
    const { structured } = await mcp.call('experiment-overview', { id: 4, projectId: 1 });
    expect(structured['data'].experiment.posthogId).toBe(4);
  });
});

describe('true and false', () => {
  it.each([
    ['feature-flag-list', { active: true }, { active: 'true' }],
    ['feature-flag-list', { active: false }, { active: 'false' }],
    ['feature-flag-list', { archived: true }, { archived: 'true' }],
    ['feature-flag-list', { archived: 'true' }, { archived: 'true' }],
    ['feature-flag-list', { archived: 'True' }, { archived: 'true' }],
    ['feature-flag-list', { eligible_for_experiment: true }, { eligible_for_experiment: 'true' }],
    ['feature-flag-list', { has_evaluation_contexts: false }, { has_evaluation_contexts: 'false' }],
    ['experiment-eligible-feature-flags', { active: true }, { active: 'true' }],
    ['experiment-list', { archived: true }, { archived: 'true' }],
    ['experiment-list', { archived: 'true' }, { archived: 'true' }],
  ])('are taken both ways: %s %j', async (tool, args, query) => {
    const { isError } = await mcp.call(tool, args);
    expect(isError).toBe(false);
    expect(lastRequest()?.query).toMatchObject(query);
  });
});

describe('null', () => {
  it.each([
    ['graphql', { query: '{ __typename }', variables: null, operationName: null, maxTokens: null }],
    ['experiment-overview', { id: '4', featureFlagKey: null, projectId: null, maxTokens: null }],
  ])('counts as left out for what may not be null: %s %j', async (tool, args) => {
    const { isError } = await mcp.call(tool, args);
    expect(isError).toBe(false);
  });

  it('is not sent', async () => {
    await mcp.call('experiment-list', { limit: null, status: null, archived: null });
    expect(lastRequest()?.query).toEqual({});
  });

  it('counts as left out inside a body, and clears what may be null', async () => {
    const { structured } = await mcp.call('experiment-create', {
      name: 'With nulls',
      feature_flag_key: 'with-nulls',
      archived: null,
      holdout_id: null,
      stats_config: null,
      running_time_calculation: { minimum_detectable_effect: 20 },
    });
    expect(structured).toMatchObject({ name: 'With nulls', archived: false, holdout_id: null });
    // PostHog refuses a name that is null.
    const args = { id: structured['id'], name: null, description: null };
    const updated = await mcp.call('experiment-update', args);
    expect(updated.structured).toMatchObject({ name: 'With nulls', description: null });
  });

  it('is missing for what is required', async () => {
    const { text } = await mcp.call('experiment-get', { id: null });
    expect(text).toContain('VALIDATION_FAILED: id is required.');
  });
});

describe('a confirmation', () => {
  it('belongs to what was read, however it was written', async () => {
    const { structured } = await mcp.call('experiment-reset', { id: '15', project_id: 1 });
    expect(structured['dryRun']).toBe(true);
    const done = await mcp.call('experiment-reset', {
      experimentId: 15,
      projectId: '1',
      confirm: structured['confirm'],
    });
    expect(done.structured).toMatchObject({ id: 15, status: 'draft' });
  });

  it('does not belong to another value', async () => {
    const { structured } = await mcp.call('experiment-end', { id: '22' });
    const other = await mcp.call('experiment-end', { id: '23', confirm: structured['confirm'] });
    expect(other.text).toMatch(/^CONFIRMATION_REFUSED/);
  });
});
