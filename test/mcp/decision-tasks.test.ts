import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Client } from '@modelcontextprotocol/client';
import { startMcp, type TestMcp } from '../support/start-mcp.ts';

/** The most calls that a question of a decision maker may take. */
const MOST = 3;

let mcp: TestMcp;
let client: Client;
let calls = 0;
beforeEach(async () => {
  mcp = await startMcp({ tools: { set: 'compact' } });
  client = await mcp.connect();
  calls = 0;
});
afterEach(() => mcp.close());

/** Calls one of the listed tools, and checks that the answer fits into the number of tokens it may have. */
async function call(name: string, args: Record<string, unknown> = {}) {
  calls += 1;
  const { tools } = await client.listTools();
  expect(tools.map((tool) => tool.name)).toContain(name);
  const result = await client.callTool({ name, arguments: args });
  expect(result.isError).not.toBe(true);
  // oxlint-disable-next-line typescript/no-explicit-any -- each question checks its answer
  const answer = result.structuredContent as any;
  expect(JSON.stringify(answer).length).toBeLessThanOrEqual(6_000 * 3.5);
  const [first] = result.content as { text: string }[];
  return { answer, text: first?.text ?? '', all: JSON.stringify(result.content) };
}

interface Row {
  readonly posthogId: number;
  readonly durationDays: number;
  readonly sampleRatioMismatch: { readonly suspicious: boolean } | null;
  readonly metrics: readonly {
    readonly role: string;
    readonly verdict: { readonly state: string; readonly because: string };
  }[];
}

describe('with the compact tools, a decision maker learns', () => {
  it('which experiments need a decision now, and why', async () => {
    const { answer } = await call('experiments-dashboard');
    expect(answer.leftOut).toBeUndefined();
    const { nodes, totalCount } = answer.data.experiments as { nodes: Row[]; totalCount: number };
    expect(nodes).toHaveLength(totalCount);
    const byId = new Map(nodes.map((one) => [one.posthogId, one]));
    // One page checkout wins, the invitation has a broken split, and the onboarding checklist has run for months.
    const verdicts = byId.get(15)?.metrics.filter(({ role }) => role === 'PRIMARY');
    expect(verdicts?.[0]?.verdict.state).toBe('WINNING');
    expect(verdicts?.[0]?.verdict.because).toMatch(/% above control; .* significant/);
    expect(byId.get(24)?.sampleRatioMismatch?.suspicious).toBe(true);
    expect(nodes.some(({ durationDays }) => durationDays > 30)).toBe(true);
    expect(calls).toBeLessThanOrEqual(MOST);
  });

  it('whether an experiment they call by name is significant, by how much, and whether its split is sound', async () => {
    const found = await call('search', { text: 'invite teammates' });
    const [experiment] = found.answer.data.experiments.nodes;
    const { answer } = await call('experiment-overview', { id: experiment.posthogId });
    const { sampleRatioMismatch, metrics } = answer.data.experiment;
    expect(sampleRatioMismatch).toMatchObject({ suspicious: true, arms: [{}, {}] });
    const [primary] = metrics;
    expect(primary).toMatchObject({
      name: 'Invited a teammate',
      role: 'PRIMARY',
      verdict: { state: 'INCONCLUSIVE', because: expect.stringContaining('not significant') },
      latestResult: {
        variants: [
          {
            key: 'test',
            estimatedChange: expect.any(Number),
            interval: { lower: expect.any(Number), upper: expect.any(Number) },
            significant: false,
          },
        ],
      },
    });
    expect(calls).toBeLessThanOrEqual(MOST);
  });

  it('how long an experiment must run, and how many people it needs', async () => {
    const { answer } = await call('sample-size', {
      metricType: 'FUNNEL',
      baselineValue: 0.12,
      minimumDetectableEffect: 5,
      exposureRatePerDay: 800,
    });
    // Lehr's rule for 12 % and a relative change of 5 %: 16 · p · (1 − p) / δ² for each of two variants.
    const perVariant = (16 * 0.12 * 0.88) / (0.12 * 0.05) ** 2;
    const { calculateRunningTime: time } = answer.data;
    expect(time.recommendedSampleSizePerVariant).toBeCloseTo(perVariant, -1);
    expect(time.recommendedSampleSize).toBeCloseTo(2 * perVariant, -1);
    expect(time.recommendedRunningTimeDays).toBe(Math.ceil((2 * perVariant) / 800));
    expect(time.warnings).toEqual([]);
    const meant = await call('sample-size', {
      metricType: 'FUNNEL',
      baselineValue: 0.12,
      minimumDetectableEffect: 0.05,
    });
    expect(meant.all).toContain('If 5 % is meant, give 5');
    expect(calls).toBeLessThanOrEqual(MOST);
  });

  it('how several experiments compare on their primary metrics', async () => {
    const { answer } = await call('experiments-compare', { ids: [15, 21, 24] });
    const { experiments } = answer.data;
    expect(experiments.map((one: Row) => one.posthogId)).toEqual([15, 21, 24]);
    for (const { metrics } of experiments as Row[]) {
      expect(metrics.length).toBeGreaterThan(0);
      expect(metrics.every(({ role }) => role === 'PRIMARY')).toBe(true);
      expect(metrics[0]?.verdict.because).toMatch(/control/);
      expect(JSON.stringify(metrics)).toContain('"estimatedChange":');
    }
    expect(calls).toBeLessThanOrEqual(MOST);
  });

  it('what shipping the winner would do, and ships it', async () => {
    const ship = {
      action: 'ship_variant',
      id: 15,
      variant_key: 'test',
      conclusion: 'won',
      conclusion_comment: 'One page converts better.',
    };
    const { answer } = await call('experiment-act', ship);
    expect(answer).toMatchObject({
      dryRun: true,
      effect: {
        dryRun: {
          wouldSucceed: true,
          statusAfter: 'STOPPED',
          flagAfter: { variants: [{ rolloutPercentage: 0 }, { rolloutPercentage: 100 }] },
        },
      },
    });
    const done = await call('experiment-act', { ...ship, confirm: answer.confirm });
    expect(done.answer).toMatchObject({ id: 15, status: 'stopped', conclusion: 'won' });
    expect(calls).toBeLessThanOrEqual(MOST);
  });

  it('that the one with the broken split should not be shipped', async () => {
    const ship = { action: 'ship_variant', id: 24, variant_key: 'test' };
    const { all } = await call('experiment-act', ship);
    expect(all).toContain('SERIOUS: People were not split as configured');
    expect(mcp.sandbox.requests().filter(({ method }) => method !== 'GET')).toEqual([]);
  });
});

describe('experiments side by side', () => {
  it('are the others when one does not exist, which is named', async () => {
    const { answer } = await call('experiments-compare', { ids: [15, 99_999] });
    expect(answer.data.experiments).toMatchObject([{ posthogId: 15 }, null]);
    expect(answer.data.notFound).toEqual(['99999']);
  });

  it('are from two to five', async () => {
    for (const ids of [[15], [1, 2, 3, 4, 5, 6]]) {
      const { isError } = await client.callTool({
        name: 'experiments-compare',
        arguments: { ids },
      });
      expect(isError).toBe(true);
    }
    expect(mcp.sandbox.requests()).toEqual([]);
  });
});
