import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createCatalogue } from '../../src/mcp/create-mcp-server.ts';
import { asColleague, type WireObject } from '../support/sandbox-control.ts';
import { judged, later, onlyReplaced } from './support/judged-updates.ts';
import { startMcp, type TestMcp } from '../support/start-mcp.ts';

/** The object each tool is tested on, and its path at PostHog. */
const subjects: Readonly<Record<string, readonly [id: number, path: string]>> = {
  'experiment-update': [4, 'experiments/4/'],
  'feature-flag-update': [16, 'feature_flags/16/'],
  'experiment-holdout-update': [1, 'experiment_holdouts/1/'],
  'experiment-saved-metric-update': [1, 'experiment_saved_metrics/1/'],
};

const { tools } = createCatalogue();
const argumentsOf = (name: string) => {
  const tool = tools.find(({ listed }) => listed.name === name);
  const outside = ['project_id', 'id', 'confirm'];
  return Object.keys(tool?.fullInput().properties ?? {}).filter((one) => !outside.includes(one));
};

let mcp: TestMcp;
beforeAll(async () => {
  mcp = await startMcp();
  await prepare();
});
afterEach(async () => {
  mcp.sandbox.reset();
  await prepare();
});
afterAll(() => mcp.close());

/** Gives every field a value that can be lost. */
async function prepare(): Promise<void> {
  await asColleague(mcp.sandbox, 'PATCH', 'experiments/4/', {
    conclusion: 'won',
    conclusion_comment: 'Faster for everybody.',
    parameters: { variant_notes: { test: 'Two parts.' } },
    saved_metrics_ids: [{ id: 1, metadata: { type: 'primary' } }],
  });
  await asColleague(mcp.sandbox, 'PATCH', 'feature_flags/16/', { tags: ['web'] });
  mcp.sandbox.clearRequests();
}

const read = (path: string) => asColleague(mcp.sandbox, 'GET', path);
const sent = () => {
  const methods = mcp.sandbox.requests().map(({ method }) => method);
  mcp.sandbox.clearRequests();
  return methods;
};

/** Only reads, and one of the object itself; the others are of the results that warnings rest on. */
function expectOneReadOf(path: string, sandbox = mcp.sandbox): void {
  const requests = sandbox.requests();
  sandbox.clearRequests();
  expect(requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  expect(requests.filter((one) => one.path.endsWith(`/${path}`))).toHaveLength(1);
}

describe('each field of an update', () => {
  it('is listed here, and no other is', () => {
    for (const [name, fields] of Object.entries(judged)) {
      expect(Object.keys(fields).sort()).toEqual(argumentsOf(name).sort());
      const replaced = argumentsOf(name.replace('update', 'replace'));
      expect(replaced.filter((one) => !(one in fields) && !onlyReplaced.has(one))).toEqual([]);
    }
    const updates = tools.map(({ listed }) => listed.name).filter((one) => one.endsWith('-update'));
    expect(updates.sort()).toEqual(Object.keys(judged).sort());
  });

  const cases = Object.entries(judged).flatMap(([tool, fields]) =>
    Object.entries(fields).map(([field, judgement]) => [tool, field, judgement] as const),
  );
  const asking = cases.flatMap(([tool, field, one]) =>
    'asks' in one ? [[tool, field, one] as const] : [],
  );
  const harmless = cases.flatMap(([tool, field, one]) =>
    'harmless' in one && one.harmless !== undefined ? [[tool, field, one.harmless] as const] : [],
  );

  it.each(asking)(
    '%s of %s asks for confirmation when data is lost, and acts once when confirmed',
    async (tool, field, { asks }) => {
      const [id, path] = subjects[tool] ?? [0, ''];
      const before = await read(path);
      sent();
      const asked = await mcp.call(tool, { id, [field]: asks });
      expectOneReadOf(path);
      expect(asked.structured).toMatchObject({
        dryRun: true,
        loses: expect.stringMatching(/\.$/),
        effects: [{ field, after: asks, why: expect.stringMatching(/\.$/) }],
        confirm: expect.any(String),
      });
      expect(await read(path)).toEqual(before);
      sent();
      const confirm = asked.structured['confirm'] as string;
      await mcp.call(tool, { id, [field]: asks, confirm });
      expect(sent()).toEqual(['GET', 'PATCH']);
      const again = await mcp.call(tool, { id, [field]: asks, confirm });
      expect(again.text).toMatch(/^CONFIRMATION_REFUSED/);
      expect(sent()).toEqual([]);
    },
  );

  it.each(asking)(
    '%s of %s acts immediately when nothing is lost',
    async (tool, field, { keeps }) => {
      const [id, path] = subjects[tool] ?? [0, ''];
      const now = await read(path);
      sent();
      const { structured } = await mcp.call(tool, { id, [field]: keeps ? keeps(now) : now[field] });
      expect(structured['dryRun']).toBeUndefined();
      expect(sent().filter((method) => method !== 'GET')).toEqual(['PATCH']);
    },
  );

  it.each(harmless)('%s of %s acts immediately and without a read', async (tool, field, value) => {
    const [id] = subjects[tool] ?? [0];
    const { structured } = await mcp.call(tool, { id, [field]: value });
    expect(structured['dryRun']).toBeUndefined();
    expect(sent()).toEqual(['PATCH']);
  });
});

describe('an update', () => {
  it('of several fields reports each one that loses data, before and after', async () => {
    const { structured, isError } = await mcp.call('experiment-update', {
      id: 4,
      name: 'Another name',
      end_date: later,
      tags: [],
      conclusion: null,
    });
    expect(isError).toBe(false);
    expect(structured['effects']).toEqual([
      { field: 'end_date', before: null, after: later, why: 'The experiment ends.' },
      {
        field: 'tags',
        before: ['platform', 'performance'],
        after: [],
        why: expect.stringContaining('cannot be recovered'),
      },
      {
        field: 'conclusion',
        before: 'won',
        after: null,
        why: expect.stringContaining('conclusion'),
      },
    ]);
    expect(structured['request']).toEqual({
      method: 'PATCH',
      path: '/api/projects/1/experiments/4/',
      body: { name: 'Another name', end_date: later, tags: [], conclusion: null },
    });
  });

  it('decides by the current object, not by a cached one', async () => {
    await mcp.call('experiment-get', { id: 4 });
    await asColleague(mcp.sandbox, 'PATCH', 'experiments/4/', { tags: ['fresh'] });
    const { structured } = await mcp.call('experiment-update', {
      id: 4,
      tags: ['platform', 'performance'],
    });
    expect(structured['effects']).toMatchObject([{ field: 'tags', before: ['fresh'] }]);
  });

  it('that turns a stopped experiment into a draft, or restarts it, asks for confirmation', async () => {
    for (const body of [{ start_date: null, end_date: null }, { end_date: null }]) {
      const { structured } = await mcp.call('experiment-update', { id: 16, ...body });
      const fields = (structured['effects'] as { field: string }[]).map(({ field }) => field);
      expect(fields).toEqual(Object.keys(body));
    }
    expect(mcp.sandbox.requests().every(({ method }) => method === 'GET')).toBe(true);
  });

  it.each([
    ['a lower rollout', [{ properties: [], rollout_percentage: 0 }], true],
    ['an additional release condition', [{ properties: [] }, { properties: [] }], true],
    ['no release condition', [], true],
    [
      'another release condition',
      [
        {
          properties: [{ key: 'email', value: 'x', type: 'person', operator: 'exact' }],
          rollout_percentage: 100,
        },
      ],
      true,
    ],
    ['the same rollout, omitted', [{ properties: [] }], false],
  ])('of a flag to %s', async (_, groups, asks) => {
    const { filters } = await read('feature_flags/16/');
    const args = { id: 16, filters: { ...filters, groups } };
    const { structured } = await mcp.call('feature-flag-update', args);
    expect(structured['dryRun']).toBe(asks || undefined);
  });

  it('of a flag that exposes more people acts immediately', async () => {
    const { filters } = await read('feature_flags/16/');
    const groups = [{ properties: [], rollout_percentage: 20 }];
    await asColleague(mcp.sandbox, 'PATCH', 'feature_flags/16/', {
      filters: { ...filters, groups },
    });
    const wider = [{ properties: [], rollout_percentage: 60 }];
    const { structured } = await mcp.call('feature-flag-update', {
      id: 16,
      filters: { ...filters, groups: wider },
    });
    expect(structured).toMatchObject({ id: 16, filters: { groups: wider } });
  });

  it('of a flag with an unknown field asks for confirmation', async () => {
    const { structured } = await mcp.call('feature-flag-update', { id: 16, brand_new: 'x' });
    expect(structured['effects']).toMatchObject([{ field: 'brand_new', after: 'x' }]);
  });

  it('asks for confirmation under the names of the capability file too', async () => {
    await using other = await startMcp({ tools: { capabilityNames: true } });
    const { structured } = await other.call('experimentspartialupdate', {
      id: 4,
      body: { end_date: later },
    });
    expect(structured['effects']).toMatchObject([{ field: 'end_date' }]);
    expectOneReadOf('experiments/4/', other.sandbox);
  });
});

describe('a replacement', () => {
  const query = {
    kind: 'ExperimentMetric',
    metric_type: 'mean',
    source: { kind: 'EventsNode', event: 'a' },
  };
  const required = {
    'experiment-replace': [4, { name: 'x', feature_flag_key: 'editor-lazy-load' }],
    'feature-flag-replace': [16, { key: 'editor-lazy-load', name: 'x' }],
    'experiment-holdout-replace': [1, { name: 'x' }],
  } as const;

  it.each(Object.entries(required))(
    'by %s that only renames acts immediately: what is omitted does not change',
    async (tool, [id, body]) => {
      const { structured } = await mcp.call(tool, { id, ...body });
      expect(structured).toMatchObject({ id, name: 'x' });
      expect(sent().filter((method) => method !== 'GET')).toEqual(['PUT']);
    },
  );

  it.each([
    ['experiment-replace', { ...required['experiment-replace'][1], end_date: later }, 'end_date'],
    ['experiment-replace', { ...required['experiment-replace'][1], metrics: [] }, 'metrics'],
    ['feature-flag-replace', { ...required['feature-flag-replace'][1], active: false }, 'active'],
    [
      'experiment-holdout-replace',
      { name: 'x', filters: [{ properties: [], rollout_percentage: 50 }] },
      'filters',
    ],
    ['experiment-saved-metric-replace', { name: 'x', query }, 'query'],
  ] as const)('by %s asks for confirmation when %o takes something away', async (...asked) => {
    const [tool, body, field] = asked;
    const id = subjects[tool.replace('replace', 'update')]?.[0];
    const { structured } = await mcp.call(tool, { id, ...body });
    expect(structured).toMatchObject({ dryRun: true, effects: [{ field }] });
    expect(sent().every((method) => method === 'GET')).toBe(true);
    await mcp.call(tool, { id, ...body, confirm: structured['confirm'] });
    expect(sent()).toEqual(['GET', 'PUT']);
  });
});

describe('archiving', () => {
  it('asks for confirmation only when it deactivates an active flag', async () => {
    const { results } = await read('experiments/?status=stopped&limit=100');
    const on = (results as WireObject[]).filter(
      (one) => one['feature_flag']?.active && !one['archived'],
    );
    const [first, second] = on.map(({ id }) => id as number);
    expect([first, second]).toEqual([expect.any(Number), expect.any(Number)]);
    sent();
    const asked = await mcp.call('experiment-archive', { id: first, disable_feature_flag: true });
    expect(asked.structured['effects']).toMatchObject([
      { field: 'feature_flag.active', before: true, after: false },
    ]);
    // The experiment, and the others that use the flag.
    expect(sent()).toEqual(['GET', 'GET']);
    const { structured } = await mcp.call('experiment-archive', { id: second });
    expect(structured).toMatchObject({ id: second, archived: true });
    expect(sent()).toEqual(['POST']);
  });
});
