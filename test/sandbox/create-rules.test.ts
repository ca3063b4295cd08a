import { beforeEach, describe, expect, it } from 'vitest';
import { PROFILES } from '../../src/sandbox/profile.ts';
import { caller } from './support/caller.ts';
import { useCheckedSandbox } from './support/checked-sandbox.ts';

const LIST = '/api/projects/1/experiments/';
const BASE = { name: 'n', feature_flag_key: 'k' };
const MEAN = {
  kind: 'ExperimentMetric',
  metric_type: 'mean',
  source: { kind: 'EventsNode', event: '$pageview' },
};

const variants = (...list: object[]): object => ({
  parameters: { feature_flag_variants: list },
});
const split = (key: string, rollout_percentage: number): object => ({ key, rollout_percentage });
const AT_LEAST_TWO =
  'Feature flag must have at least 2 variants (a baseline and at least one test variant)';

const counting = (event: string | null): object => ({
  metrics: [{ ...MEAN, source: { kind: 'EventsNode', event } }],
});

const flagOf = (key: string, ...keys: string[]): object => ({
  key,
  active: true,
  filters: {
    groups: [{ properties: [], rollout_percentage: 40 }],
    multivariate: { variants: keys.map((variant) => split(variant, 100 / keys.length)) },
  },
});

const text = (detail: string | RegExp): unknown =>
  typeof detail === 'string' ? detail : expect.stringMatching(detail);

describe('creating an experiment', () => {
  const sandbox = useCheckedSandbox();
  const load = (given: object): Promise<unknown> =>
    caller(sandbox()).ok('POST', '/_sandbox/load', { given });
  const create = (body: object): ReturnType<ReturnType<typeof caller>['call']> =>
    caller(sandbox()).call('POST', LIST, body);

  beforeEach(() => load({}));

  const send = async (body: string, type: string): Promise<unknown> => {
    const response = await fetch(sandbox().url + LIST, {
      method: 'POST',
      headers: { authorization: 'Bearer phx_sandbox', 'content-type': type },
      body,
    });
    return { status: response.status, body: await response.json() };
  };

  it.each<[string, object, string | null, string, string | RegExp]>([
    ['a blank name', { ...BASE, name: '  ' }, 'name', 'blank', 'This field may not be blank.'],
    ['no name but null', { ...BASE, name: null }, 'name', 'null', 'This field may not be null.'],
    [
      'a long name',
      { ...BASE, name: 'x'.repeat(401) },
      'name',
      'max_length',
      'Ensure this field has no more than 400 characters.',
    ],
    [
      'a bad flag key',
      { ...BASE, feature_flag_key: 'no spaces' },
      'key',
      'invalid_key',
      'Only letters, numbers, hyphens (-) & underscores (_) are allowed.',
    ],
    [
      'a bad date',
      { ...BASE, start_date: 'soon' },
      'start_date',
      'invalid_input',
      /^Datetime has wrong format\./,
    ],
    [
      'an end at the start',
      { ...BASE, start_date: '2026-01-01T00:00:00Z', end_date: '2026-01-01T00:00:00Z' },
      null,
      'invalid_input',
      'End date must be after start date',
    ],
    [
      'one variant',
      { ...BASE, ...variants(split('control', 100)) },
      null,
      'invalid_input',
      AT_LEAST_TWO,
    ],
    [
      '21 variants',
      { ...BASE, ...variants(...Array.from({ length: 21 }, (_, n) => split(`v${n}`, 1))) },
      null,
      'invalid_input',
      'Feature flag variants must be less than 21',
    ],
    [
      'a variant that is none',
      { ...BASE, parameters: { feature_flag_variants: ['control'] } },
      null,
      'invalid_input',
      'Feature flag variant at index 0 must be an object',
    ],
    [
      'a variant without a key',
      { ...BASE, ...variants({ rollout_percentage: 50 }) },
      null,
      'invalid_input',
      "Feature flag variant at index 0 must have a 'key' field",
    ],
    [
      'a variant without a share',
      { ...BASE, ...variants({ key: 'control' }) },
      null,
      'invalid_input',
      'Each variant must include split_percent (recommended) or rollout_percentage (deprecated).',
    ],
    [
      'shares that miss 100',
      { ...BASE, ...variants(split('control', 50), split('test', 40)) },
      'filters',
      'invalid_input',
      'Invalid variant definitions: Variant rollout percentages must sum to 100.',
    ],
    [
      'metrics that are no list',
      { ...BASE, metrics: {} },
      'metrics',
      'invalid_input',
      'Metrics must be a list',
    ],
    [
      'a metric that is none',
      { ...BASE, metrics: ['x'] },
      'metrics',
      'invalid_input',
      'Invalid metric at index 0: must be a dict',
    ],
    [
      'a metric of no type',
      { ...BASE, metrics: [MEAN, { ...MEAN, metric_type: 'sum' }] },
      'metrics',
      'invalid_input',
      /^Invalid metric at index 1: \[\{'loc': \['metric_type'\]/,
    ],
    [
      'a ratio without a denominator',
      {
        ...BASE,
        metrics: [{ kind: 'ExperimentMetric', metric_type: 'ratio', numerator: MEAN.source }],
      },
      'metrics',
      'invalid_input',
      /'loc': \['denominator'/,
    ],
    [
      'an id on an event',
      { ...BASE, metrics: [{ ...MEAN, source: { kind: 'EventsNode', id: 3 } }] },
      'metrics',
      'invalid_input',
      /'loc': \['source', 'id'\], 'type': 'extra_forbidden'/,
    ],
    [
      'a threshold on an average',
      { ...BASE, metrics: [{ ...MEAN, threshold: 2, source: { ...MEAN.source, math: 'avg' } }] },
      'metrics',
      'invalid_input',
      'Invalid metric at index 0: a threshold is only supported for sum or count (total) math types.',
    ],
    [
      'a baseline that is no variant',
      { ...BASE, stats_config: { baseline_variant_key: 'x' } },
      null,
      'invalid_input',
      "Invalid baseline_variant_key: 'x'. Must be one of: control, test",
    ],
    [
      'shared metrics that are no list',
      { ...BASE, saved_metrics_ids: {} },
      'saved_metrics_ids',
      'invalid_input',
      'Saved metrics must be a list',
    ],
    [
      'a shared metric that is none',
      { ...BASE, saved_metrics_ids: [1] },
      'saved_metrics_ids',
      'invalid_input',
      'Saved metric must be an object',
    ],
    [
      'an unknown shared metric',
      { ...BASE, saved_metrics_ids: [{ id: 99 }] },
      'saved_metrics_ids',
      'invalid_input',
      'Saved metric does not exist or does not belong to this project',
    ],
    [
      'metadata that is no object',
      { ...BASE, saved_metrics_ids: [{ id: 1, metadata: [] }] },
      'saved_metrics_ids',
      'invalid_input',
      'Metadata must be an object',
    ],
    [
      'an unknown holdout',
      { ...BASE, holdout_id: 99 },
      'holdout_id',
      'does_not_exist',
      'Invalid pk "99" - object does not exist.',
    ],
    [
      'an unknown conclusion',
      { ...BASE, conclusion: 'amazing' },
      'conclusion',
      'invalid_choice',
      '"amazing" is not a valid choice.',
    ],
    [
      'exposure that is no object',
      { ...BASE, exposure_criteria: [] },
      'exposure_criteria',
      'invalid_input',
      /^exposure_criteria must be an object, got list\./,
    ],
    [
      'a test account filter that is no boolean',
      { ...BASE, exposure_criteria: { filterTestAccounts: 'true' } },
      'exposure_criteria',
      'invalid_input',
      "exposure_criteria.filterTestAccounts must be a boolean, got str: 'true'.",
    ],
    [
      'an exposure key it does not know',
      { ...BASE, exposure_criteria: { surprise: 1 } },
      'exposure_criteria',
      'invalid_input',
      /unknown keys: \['surprise'\]/,
    ],
    [
      'an exposure config without its event',
      { ...BASE, exposure_criteria: { exposure_config: { properties: [] } } },
      'exposure_criteria',
      'invalid_input',
      /^Invalid exposure_criteria\.exposure_config \(kind='ExperimentEventExposureConfig'\):/,
    ],
    [
      'an estimate config that is no object',
      { ...BASE, running_time_calculation: { exposure_estimate_config: 1 } },
      'running_time_calculation',
      'invalid_input',
      'exposure_estimate_config must be an object',
    ],
    [
      'a holdout among exclusions',
      { ...BASE, excluded_variants: ['holdout-1'] },
      'excluded_variants',
      'invalid_input',
      "cannot exclude holdout pseudo-variants: ['holdout-1']",
    ],
    [
      'an unknown exclusion',
      { ...BASE, excluded_variants: ['blue'] },
      'excluded_variants',
      'invalid_input',
      "unknown variants for this experiment: ['blue']",
    ],
    [
      'exclusion of every test variant',
      { ...BASE, excluded_variants: ['test'] },
      'excluded_variants',
      'invalid_input',
      'at least one test variant must remain in analysis',
    ],
    [
      'an order that is no list',
      { ...BASE, primary_metrics_ordered_uuids: {} },
      'primary_metrics_ordered_uuids',
      'not_a_list',
      'Expected a list of items but got type "dict".',
    ],
    [
      'a web experiment without control',
      { ...BASE, type: 'web', ...variants(split('a', 50), split('b', 50)) },
      null,
      'invalid_input',
      "Web experiments require a variant with key 'control'",
    ],
    [
      'release conditions in the flag config',
      { ...BASE, feature_flag: { filters: { groups: [{ properties: [{}] }] } } },
      'filters__groups__0__properties',
      'max_length',
      'Ensure this field has no more than 0 elements.',
    ],
    [
      'a key the flag config does not know',
      { ...BASE, feature_flag: { filters: { early_exit: true } } },
      'filters__early_exit',
      'invalid_input',
      'Unsupported key for the experiment feature_flag input.',
    ],
  ])('refuses %s, and leaves nothing behind', async (_what, body, attr, code, detail) => {
    expect(await create(body)).toEqual({
      status: 400,
      body: {
        type: 'validation_error',
        code,
        attr,
        detail: text(detail),
      },
    });
    expect(await caller(sandbox()).ok('GET', '/_sandbox/state')).toMatchObject({
      projects: { 1: { experiments: [], feature_flags: [] } },
    });
  });

  it('refuses a body that is no JSON, no object, or of another type', async () => {
    expect(await send('{"name":', 'application/json')).toMatchObject({
      status: 400,
      body: { type: 'invalid_request', code: 'parse_error', attr: null },
    });
    expect(await send('[]', 'application/json')).toMatchObject({
      status: 400,
      body: { detail: 'Invalid data. Expected a dictionary, but got list.', attr: null },
    });
    expect(await send('name=n', 'text/plain')).toMatchObject({
      status: 415,
      body: {
        code: 'unsupported_media_type',
        detail: 'Unsupported media type "text/plain" in request.',
      },
    });
  });

  it('gives every metric a uuid of its own across primary, secondary and shared ones', async () => {
    await load({ saved_metrics: [{ id: '{sm}', query: { ...MEAN, uuid: 'u-shared' } }] });
    const { body } = await create({
      ...BASE,
      metrics: [
        { ...MEAN, uuid: 'u-1' },
        { ...MEAN, uuid: 'u-1' },
      ],
      metrics_secondary: [{ ...MEAN, uuid: 'u-shared' }],
      saved_metrics_ids: [{ id: 1, metadata: { type: 'primary' } }],
    });
    expect(body).toMatchObject({
      metrics: [{ uuid: 'u-1' }, { uuid: expect.not.stringMatching(/^u-/) }],
      metrics_secondary: [{ uuid: expect.not.stringMatching(/^u-/) }],
      saved_metrics: [{ query: { uuid: 'u-shared' } }],
    });
  });

  it('takes only the events a project knows, unless told otherwise; a blank one means all', async () => {
    await load({ known_events: ['$pageview'] });
    expect(await create({ ...BASE, ...counting('typo') })).toMatchObject({
      status: 400,
      body: { attr: null },
    });
    expect(
      await create({ ...BASE, ...counting('typo'), allow_unknown_events: true }),
    ).toMatchObject({
      status: 201,
    });
    expect(await create({ ...BASE, ...counting('') })).toMatchObject({ status: 201 });
    expect(await create({ ...BASE, ...counting(null) })).toMatchObject({ status: 201 });
  });

  it('links an existing flag as it is, and refuses config or a flag that cannot carry it', async () => {
    await load({
      flags: [
        flagOf('good', 'control', 'blue'),
        flagOf('lone', 'control'),
        flagOf('free', 'a', 'b'),
      ],
    });
    expect(await create({ name: 'n', feature_flag_key: 'good' })).toMatchObject({
      status: 201,
      body: {
        status: 'draft',
        feature_flag: { active: true },
        parameters: { rollout_percentage: 40 },
      },
    });
    const config = { filters: { groups: [{ rollout_percentage: 10 }] } };
    expect(
      await create({ name: 'n', feature_flag_key: 'good', feature_flag: config }),
    ).toMatchObject({
      status: 400,
      body: {
        attr: 'feature_flag',
        detail: expect.stringMatching(/^A feature flag with key 'good' already exists/),
      },
    });
    expect(await create({ name: 'n', feature_flag_key: 'lone' })).toMatchObject({
      body: { detail: AT_LEAST_TWO },
    });
    expect(await create({ name: 'n', feature_flag_key: 'free' })).toMatchObject({
      status: 201,
      body: { stats_config: { baseline_variant_key: 'a' } },
    });
    sandbox().setProfile(PROFILES.older);
    expect(await create({ name: 'n', feature_flag_key: 'free' })).toMatchObject({
      status: 400,
      body: { detail: "Feature flag must have a variant with key 'control'" },
    });
    sandbox().setProfile(PROFILES.default);
  });
});
