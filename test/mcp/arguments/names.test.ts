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

const FLAG = 'one-page-checkout';
const lastRequest = () => mcp.sandbox.requests().at(-1);

describe('another name of an argument', () => {
  it.each([
    ['experiment-get', { experimentId: 4 }, '/api/projects/1/experiments/4/'],
    ['experiment-get', { experiment_id: '4' }, '/api/projects/1/experiments/4/'],
    ['experiment-get', { ID: 4 }, '/api/projects/1/experiments/4/'],
    ['experiment-get', { posthogId: 4, projectId: 1 }, '/api/projects/1/experiments/4/'],
    ['experiment-holdout-get', { holdout_id: 1 }, '/api/projects/1/experiment_holdouts/1/'],
    [
      'experiment-saved-metric-get',
      { savedMetricId: 1 },
      '/api/projects/1/experiment_saved_metrics/1/',
    ],
    ['feature-flag-get', { featureFlagId: 39 }, '/api/projects/1/feature_flags/39/'],
    ['feature-flag-get', { flag_id: 39 }, '/api/projects/1/feature_flags/39/'],
    ['experiment-list', { teamId: 1, first: 1 }, '/api/projects/1/experiments/'],
  ])('is taken where it can mean only one: %s %j', async (tool, args, path) => {
    const { isError } = await mcp.call(tool, args);
    expect(isError).toBe(false);
    expect(lastRequest()?.path).toBe(path);
  });

  it.each([
    { featureFlagKey: FLAG },
    { feature_flag_key: FLAG },
    { flag_key: FLAG },
    { flagKey: FLAG },
    { key: FLAG },
    { id: FLAG },
    { experimentId: FLAG, max_tokens: 3_000, project_id: 1 },
  ])('finds an experiment by the key of its flag: %j', async (args) => {
    const { structured } = await mcp.call('experiment-overview', args);
    expect(structured['data'].experiment.featureFlag.key).toBe(FLAG);
  });

  it('is taken in the values inside an argument', async () => {
    const { structured } = await mcp.call('feature-flag-create', {
      flagKey: 'named-otherwise',
      Filters: { groups: [{ properties: [], rolloutPercentage: 40 }] },
    });
    expect(structured).toMatchObject({
      key: 'named-otherwise',
      filters: { groups: [{ rollout_percentage: 40 }] },
    });
  });

  it('is refused when it could mean either of two', async () => {
    const { text } = await mcp.call('experiment-copy-to-project', { id: 4, team_id: 2 });
    expect(text).toContain('VALIDATION_FAILED: team_id is not an accepted field.');
    expect(text).toMatch(/Did you mean .*target_team_id/);
    expect(mcp.sandbox.requests()).toEqual([]);
  });

  it('is taken beside the right name with the same value, and refused with another', async () => {
    const same = await mcp.call('experiment-get', { id: 4, experimentId: '4' });
    expect(same.structured).toMatchObject({ id: 4 });
    mcp.sandbox.clearRequests();
    const other = await mcp.call('experiment-get', { id: 4, experiment_id: 5 });
    expect(other.text).toContain(
      'VALIDATION_FAILED: id is given twice with different values, as id and experiment_id.',
    );
    const nested = await mcp.call('feature-flag-create', {
      key: 'twice',
      filters: { groups: [{ rollout_percentage: 40, rolloutPercentage: 50 }] },
    });
    expect(nested.text).toContain(
      'VALIDATION_FAILED: filters.groups[0].rollout_percentage is given twice',
    );
    const overview = await mcp.call('experiment-overview', { id: FLAG, featureFlagKey: 'other' });
    expect(overview.isError).toBe(true);
    expect(mcp.sandbox.requests()).toEqual([]);
  });

  it.each(['constructor', 'toString', 'hasOwnProperty'])(
    'is no property that every object has: %s',
    async (name) => {
      const { text } = await mcp.call('experiment-get', { id: 4, [name]: { id: 5 } });
      expect(text).toContain(`VALIDATION_FAILED: ${name} is not an accepted field.`);
      expect(mcp.sandbox.requests()).toEqual([]);
    },
  );

  it('is not __proto__, which changes neither the arguments nor the server', async () => {
    const args = JSON.parse('{"__proto__": {"id": 5}}') as Record<string, unknown>;
    expect((await mcp.call('experiment-get', args)).text).toContain('id is required');
    const text = '{"kind": "ExperimentMetric", "__proto__": {"metric_type": "mean"}}';
    const nested = await mcp.call('experiment-saved-metric-create', { name: 'x', query: text });
    expect(nested.text).toContain('query.metric_type is required');
    expect(({} as Record<string, unknown>)['metric_type']).toBeUndefined();
    expect(mcp.sandbox.requests()).toEqual([]);
  });
});

describe('a choice in another case', () => {
  it.each(['running', 'RUNNING', 'Running'])('is taken by every tool: %s', async (status) => {
    const listed = await mcp.call('experiment-list', { status, limit: 1 });
    expect(listed.structured['results'][0].status).toBe('running');
    const shown = await mcp.call('experiments-dashboard', { status, first: 1 });
    expect(shown.structured['data'].experiments.nodes[0].status).toBe('RUNNING');
  });

  it('is taken inside an argument', async () => {
    const { structured } = await mcp.call('experiment-saved-metric-create', {
      name: 'SHOUTED',
      query: {
        kind: 'experimentmetric',
        metric_type: 'MEAN',
        source: { kind: 'eventsnode', event: 'signed_up' },
      },
    });
    expect(structured).toMatchObject({
      name: 'SHOUTED',
      query: { metric_type: 'mean', source: { kind: 'EventsNode', event: 'signed_up' } },
    });
  });

  it('is not taken as the value that a tool must not set', async () => {
    for (const deleted of [true, 'true']) {
      const { text } = await mcp.call('experiment-update', { id: 4, Deleted: deleted });
      expect(text).toContain('VALIDATION_FAILED: deleted must be false.');
    }
    expect(mcp.sandbox.requests()).toEqual([]);
  });
});

describe('a name that is unknown', () => {
  it.each([
    ['experiment-list', { serach: 'x' }, 'serach', 'search'],
    [
      'experiment-ship-variant',
      { id: 4, variant_key: 'test', comment: 'x' },
      'comment',
      'conclusion_comment',
    ],
    [
      'experiment-saved-metric-create',
      { name: 'x', query: { metric_type: 'mean', source: { kind: 'EventsNode', evnt: 'x' } } },
      'query.source.evnt',
      'event',
    ],
    [
      'experiment-update',
      { id: 4, metrics: [{ metric_type: 'mean' }, { metric_type: 'mean', gaol: 'increase' }] },
      'metrics[1].gaol',
      'goal',
    ],
    [
      'feature-flag-update',
      { id: 39, filters: { groups: [{ rollout_precentage: 50 }] } },
      'filters.groups[0].rollout_precentage',
      'rollout_percentage',
    ],
  ])('is named with its path and the right one: %s %j', async (tool, args, field, right) => {
    const { isError, text } = await mcp.call(tool, args);
    expect(isError).toBe(true);
    expect(text).toContain(`${field} is not an accepted field.`);
    expect(text).toMatch(new RegExp(`Did you mean .*\\b${right}\\b.*\\?`));
    expect(mcp.sandbox.requests()).toEqual([]);
  });
});

describe('a key or an ID of GraphQL in place of a number', () => {
  it('is named with the way to the number', async () => {
    const key = await mcp.call('experiment-get', { id: FLAG });
    expect(key.text).toContain('experiment-overview takes it as featureFlagKey');
    const id = Buffer.from('Experiment:1:4').toString('base64url');
    const graph = await mcp.call('experiment-pause', { id });
    expect(graph.text).toContain('the Experiment with the number 4: use 4.');
    expect(mcp.sandbox.requests()).toEqual([]);
  });

  it('is an ID where the tool takes one', async () => {
    const id = Buffer.from('Experiment:1:4').toString('base64url');
    const { structured } = await mcp.call('experiment-overview', { id });
    expect(structured['data'].experiment.posthogId).toBe(4);
  });
});
