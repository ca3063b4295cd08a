import { beforeEach, describe, expect, it } from 'vitest';
import { PROFILES } from '../../../../src/sandbox/model/profile.ts';
import { caller } from '../../support/caller.ts';
import { useCheckedSandbox } from '../../support/checked-sandbox.ts';
import { AT_LEAST_TWO, BASE, MEAN, REFUSALS, split } from '../../support/create-refusals.ts';

const LIST = '/api/projects/1/experiments/';
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

  it.each(REFUSALS)('refuses %s, and stores nothing', async (_what, body, attr, code, detail) => {
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

  it('refuses a body that is not JSON, not an object, or has another content type', async () => {
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

  it('gives every metric a unique uuid across primary, secondary and shared ones', async () => {
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

  it('accepts only events that the project has ingested, unless the request allows others; an empty one means all', async () => {
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

  it('links an existing flag unchanged, and refuses flag config or an unsuitable flag', async () => {
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
