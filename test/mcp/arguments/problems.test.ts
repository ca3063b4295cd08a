import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readArguments } from '../../../src/mcp/arguments/read-arguments.ts';
import { createCatalogue } from '../../../src/mcp/create-mcp-server.ts';
import { startMcp, type TestMcp } from '../../support/start-mcp.ts';

let mcp: TestMcp;
beforeAll(async () => {
  mcp = await startMcp();
});
afterAll(() => mcp.close());
beforeEach(() => {
  mcp.sandbox.clearRequests();
});

const catalogue = createCatalogue();

function exampleIn(text: string): Record<string, unknown> {
  const [, json = ''] = /^Example: \S+ (.*)$/m.exec(text) ?? [];
  return JSON.parse(json) as Record<string, unknown>;
}

describe('the problems of a call', () => {
  it('are told all at once, with an example of a right call', async () => {
    const { text } = await mcp.call('experiment-ship-variant', {
      experimentId: 'four',
      conclusion: 'great',
      release_to_everyone: 'maybe',
      colour: 'red',
    });
    for (const problem of [
      'colour is not an accepted field.',
      'variant_key is required.',
      'id must be integer.',
      'conclusion must be one of won, lost, inconclusive, stopped_early, invalid.',
      'release_to_everyone must be boolean.',
    ])
      expect(text).toContain(problem);
    expect(exampleIn(text)).toEqual({
      id: 1,
      conclusion: 'won',
      variant_key: 'test',
      release_to_everyone: false,
    });
    expect(mcp.sandbox.requests()).toEqual([]);
  });

  it('are told all at once inside an argument', async () => {
    const { text } = await mcp.call('experiment-update', {
      id: 4,
      metrics: [
        { metric_type: 'mean', source: { kind: 'EventsNode', event: 5, colour: 'red' } },
        { metric_type: 'magic' },
        { metric_type: 'mean', goal: 'up' },
      ],
    });
    for (const problem of [
      'metrics[0].source.colour is not an accepted field.',
      'metrics[0].source.event must be string or null.',
      'metrics[1].metric_type must be one of',
      'metrics[2].goal must be one of',
    ])
      expect(text).toContain(problem);
  });

  it('are limited in number and length, however many there are', async () => {
    const names = Array.from({ length: 9_000 }, (_, n) => [`unknown argument ${n}`, n]);
    const many = await mcp.call('experiment-get', Object.fromEntries(names));
    expect(many.text.match(/is not an accepted field/g)?.length).toBeLessThanOrEqual(20);
    const long = await mcp.call('experiment-get', { ['x'.repeat(900_000)]: 1 });
    expect(long.text.length).toBeLessThan(2_000);
    const wrong = Array.from({ length: 4_000 }, () => ({ metric_type: 5 }));
    const deep = await mcp.call('experiment-update', { id: 1, metrics: wrong });
    expect(deep.text).toContain('metrics[0].metric_type must be');
    expect(deep.text.length).toBeLessThan(5_000);
  });

  it('include text of a megabyte that is not what it should be', async () => {
    const { text } = await mcp.call('experiment-update', {
      id: '4'.repeat(400_000),
      metrics: `[${'['.repeat(200_000)}`,
    });
    expect(text).toContain('id must be integer.');
    expect(text).toContain('Only the first problem is shown');
    expect(text.length).toBeLessThan(3_000);
  });

  it('include nesting in text', async () => {
    const text = `${'{"a":'.repeat(120)}1${'}'.repeat(120)}`;
    const result = await mcp.call('experiment-update', { id: 1, parameters: text });
    expect(result.text).toContain('The arguments must not be nested more than 100 levels deep.');
  });
});

describe('a refusal of PostHog that names no field', () => {
  it('does not send the caller to one', async () => {
    const { text } = await mcp.call('experiment-calculate-running-time', {
      metricType: 'Funnel',
      minimumDetectableEffect: '5',
    });
    expect(text).toContain('VALIDATION_FAILED: Provide either baseline_value or baseline_stats.');
    expect(text).toContain('What to do: Change what the message asks for');
  });
});

describe('the example of a right call', () => {
  it.each(catalogue.tools.map((tool) => [tool.listed.name, tool] as const))(
    'is valid: %s',
    async (name, tool) => {
      const { text } = await mcp.call(name, { 'no such argument': 1 });
      if (tool.fullInput().additionalProperties !== false) return;
      expect(text).toContain('no such argument is not an accepted field.');
      expect(readArguments(tool, exampleIn(text)).problems).toEqual([]);
    },
  );
});

describe('the example of a call that was wrong', () => {
  it.each([
    ['experiments-compare', { ids: 'four' }, { ids: ['15', '16'] }],
    ['experiment-overview', { experiment: 'x' }, { id: '15' }],
    ['experiment-act', { id: 15 }, { id: 15, action: 'update' }],
    ['experiment-act', { id: 15, action: 'stop' }, { id: 15, action: 'update' }],
    ['experiment-act', { id: 15, action: '' }, { id: 15, action: 'update' }],
    [
      'experiment-act',
      { name: 'x', feature_flag_key: 'k' },
      { action: 'create', name: 'x', feature_flag_key: 'k' },
    ],
    [
      'experiment-act',
      { id: 15, action: 'conclude', variant_key: 'test' },
      { id: 15, action: 'ship_variant', variant_key: 'test' },
    ],
    ['experiment-act', { id: 15, action: 'pause', name: 'x' }, { id: 15, action: 'pause' }],
    ['experiment-overview', { id: '15', featureFlagKey: 'x' }, { id: '15' }],
    ['experiment-act', { id: 'nine', action: 'launche' }, { id: 1, action: 'launch' }],
    ['experiment-act', { id: 15, action: 'archived' }, { id: 15, action: 'archive' }],
    ['experiment-list', { status: 'run' }, { status: 'running' }],
  ])('names what could have been meant: %s %j', async (name, given, example) => {
    const { text } = await mcp.call(name, given);
    expect(exampleIn(text)).toEqual(example);
  });
});

describe('a tool that takes an id or a key', () => {
  it('asks for one of the two before it calls PostHog', async () => {
    for (const name of ['experiment-overview', 'experiment-history']) {
      const { text } = await mcp.call(name, {});
      expect(text).toContain('VALIDATION_FAILED: id or featureFlagKey is required.');
      expect(exampleIn(text)).toEqual({ id: '15' });
    }
    const { text } = await mcp.call('experiment-overview', { id: '15', featureFlagKey: 'x' });
    expect(text).toContain('featureFlagKey takes the place of id: give one of them only.');
    expect(mcp.sandbox.requests()).toEqual([]);
  });

  it.each([
    { id: '', featureFlagKey: 'one-page-checkout' },
    { id: '15', featureFlagKey: '' },
  ])('reads the one that is given where the other is left empty: %o', async (args) => {
    const { text, isError } = await mcp.call('experiment-overview', args);
    expect([isError, text]).toEqual([false, expect.stringContaining('"featureFlag')]);
  });
});

describe('a tool that does not exist', () => {
  it.each([
    ['experiment-lst', 'experiment-list'],
    ['experiments-list', 'experiment-list'],
    ['experiment_list', 'experiment-list'],
    ['list_experiments', 'experiment-list'],
    ['getExperiment', 'experiment-get'],
    ['posthog_pause_experiment', 'experiment-pause'],
    ['feature-flags-list', 'feature-flag-list'],
    ['dashboard', 'experiments-dashboard'],
    ['graphql_query', 'graphql'],
  ])('is answered with the nearest names: %s', async (name, right) => {
    await expect(mcp.call(name)).rejects.toThrow(
      new RegExp(`Unknown tool: ${name}\\. Did you mean .*\\b${right}\\b.*\\?`),
    );
  });

  it('is answered without a suggestion when no name is near', async () => {
    await expect(mcp.call('weather')).rejects.toThrow(/Unknown tool: weather$/);
    await expect(mcp.call('w'.repeat(500_000))).rejects.toThrow(/Unknown tool: w{100}$/);
  });
});

describe('the arguments of a call as a whole', () => {
  interface Answer {
    readonly id: unknown;
    readonly result: { readonly isError?: boolean };
    readonly error: unknown;
  }

  async function send(params: unknown): Promise<Answer> {
    const response = await fetch(mcp.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        authorization: 'Bearer phx_sandbox',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 7, method: 'tools/call', params }),
    });
    expect(response.status).toBe(200);
    return (await response.json()) as Answer;
  }

  it.each([
    [{ name: 'experiment-stats' }],
    [{ name: 'experiment-stats', arguments: null }],
    [{ name: 'experiment-stats', arguments: [] }],
    [{ name: 'experiment-stats', arguments: '{}' }],
    [{ name: 'experiment-stats', arguments: '' }],
    [{ name: 'experiment-get', arguments: '{"id": "4"}' }],
  ])('may be left out, null or JSON in text: %j', async (params) => {
    const { result } = await send(params);
    expect(result.isError ?? false).toBe(false);
    expect(mcp.sandbox.requests()).toHaveLength(1);
  });

  it.each([
    [{ name: 'experiment-stats', arguments: [1] }],
    [{ name: 'experiment-stats', arguments: 'id=4' }],
    [{ name: 'experiment-stats', arguments: 4 }],
    [{ name: 'experiment-stats', arguments: true }],
    [{ name: 5, arguments: {} }],
    [{ arguments: {} }],
    [null],
    [undefined],
  ])('are refused in plain words when they are no object: %j', async (params) => {
    const { error, id } = await send(params);
    expect(id).toBe(7);
    expect(error).toEqual({
      code: -32_602,
      message: expect.stringMatching(/^Invalid params: .* such as \{"id": 4\}.*\.$/),
    });
    expect(mcp.sandbox.requests()).toEqual([]);
  });
});
