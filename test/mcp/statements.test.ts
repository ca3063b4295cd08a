import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { injectFault } from '../support/sandbox-control.ts';
import { startMcp, type TestMcp } from '../support/start-mcp.ts';

let mcp: TestMcp;
beforeAll(async () => {
  mcp = await startMcp();
});
afterAll(() => mcp.close());

interface Metric {
  readonly goal: 'INCREASE' | 'DECREASE';
  readonly verdict: { readonly because: string; readonly variant: string | null };
  readonly latestResult: {
    readonly variants: readonly { readonly key: string; readonly chanceToImprove: number | null }[];
  } | null;
}

/** The chance that a verdict's sentence names beside the one of the variant it is about, both in percent. */
function chancesOf({ verdict, latestResult }: Metric): [said: number, told: number] | undefined {
  const [, said] = /chance to be better (\d+\.\d) %/.exec(verdict.because) ?? [];
  const variant = latestResult?.variants.find(({ key }) => key === verdict.variant);
  if (said === undefined || variant?.chanceToImprove == null) return undefined;
  return [Number(said), Number((variant.chanceToImprove * 100).toFixed(1))];
}

describe('what an agent is told about an experiment', () => {
  it.each(['INCREASE', 'DECREASE'])(
    'is the same chance to win in the sentence and in the figures, for a goal to %s',
    async (goal) => {
      const { structured } = await mcp.call('experiment-overview', { id: '19' });
      const metrics = (structured['data'].experiment.metrics as Metric[]).filter(
        (metric) => metric.goal === goal,
      );
      const chances = metrics.flatMap((metric) => {
        const pair = chancesOf(metric);
        return pair ? [pair] : [];
      });
      expect(chances).not.toEqual([]);
      for (const [said, told] of chances) expect(told).toBe(said);
    },
  );

  it('has no chance that ignores the goal', async () => {
    const { text } = await mcp.call('experiment-overview', { id: '19' });
    expect(text).toContain('chanceToImprove');
    expect(text).not.toContain('chanceToWin');
  });

  it('explains the chance to win by the goal, and that an interval may contain zero', () => {
    const glossary = readFileSync(new URL('../../schema/glossary.md', import.meta.url), 'utf8');
    const meaningOf = (term: string) =>
      glossary.split('\n').find((line) => line.startsWith(`| ${term} |`));
    expect(meaningOf('Chance to win')).toContain("better than the baseline by the metric's goal");
    expect(meaningOf('Significant')).toContain('may contain zero');
  });
});

describe('the dry run of shipping the experiment with a broken sample ratio', () => {
  it('says so first, in the text and in the structured content, and still gives the token', async () => {
    mcp.sandbox.clearRequests();
    const { structured, text } = await mcp.call('experiment-ship-variant', {
      id: 24,
      variant_key: 'test',
    });
    const [warning] = structured['effect'].dryRun.warnings;
    expect(warning).toMatchObject({
      severity: 'SERIOUS',
      code: 'SAMPLE_RATIO_MISMATCH',
      evidence: { arms: [{ key: 'control' }, { key: 'test' }] },
    });
    // How many people there are depends on the time of day.
    const [control, test] = warning.evidence.arms;
    expect(control.observed).toBeGreaterThan(test.observed * 1.2);
    expect(text).toMatch(/Show these warnings.*\n- SERIOUS: People were not split as configured/);
    expect(structured['confirm']).toEqual(expect.any(String));
    expect(mcp.sandbox.requests().every(({ method }) => method === 'GET')).toBe(true);
  });

  it('says who is not reached where the flag admits a fifth of the people', async () => {
    const { structured, text } = await mcp.call('experiment-ship-variant', {
      id: 19,
      variant_key: 'test',
    });
    expect(text).toContain('The flag admits 20 % of people');
    expect(structured['loses']).not.toContain('everyone moves');
    expect(structured['loses']).toContain('whom the flag admits');
  });

  it('warns before an end as well', async () => {
    const { structured } = await mcp.call('experiment-end', { id: 24 });
    expect(structured['effect'].dryRun.warnings[0].code).toBe('SAMPLE_RATIO_MISMATCH');
  });
});

describe('a launch', () => {
  it('without a metric asks first, with the warning of the dry run, after two reads', async () => {
    mcp.sandbox.clearRequests();
    const { structured, text } = await mcp.call('experiment-launch', { id: 29 });
    expect(structured).toMatchObject({
      dryRun: true,
      loses: expect.stringContaining('without a primary metric'),
      effect: { dryRun: { statusAfter: 'RUNNING', warnings: [{ code: 'NO_METRICS' }] } },
    });
    expect(text).toMatch(/Show these warnings.*\n- SERIOUS: The experiment has no primary metric/);
    expect(mcp.sandbox.requests().map(({ method }) => method)).toEqual(['GET', 'GET']);
  });

  it('of an experiment with metrics acts at once, and answers with the warnings there are', async () => {
    mcp.sandbox.clearRequests();
    const { structured } = await mcp.call('experiment-launch', { id: 30 });
    expect(structured['status']).toBe('running');
    expect(mcp.sandbox.requests().map(({ method }) => method)).toEqual(['GET', 'GET', 'POST']);
  });

  it('says nothing more where nothing is to be pointed out', async () => {
    const { text } = await mcp.call('experiment-launch', { id: 28 });
    expect(text).not.toContain('It has been done');
  });

  it('asks first when it cannot be read whether there is a metric', async () => {
    await injectFault(mcp.sandbox, '/experiments/25/$', { status: 403, times: 1 });
    const { structured, text } = await mcp.call('experiment-launch', { id: 25 });
    expect(structured['dryRun']).toBe(true);
    expect(text).toContain('The present state could not be read (FORBIDDEN');
    const done = await mcp.call('experiment-launch', { id: 25, confirm: structured['confirm'] });
    expect(done.structured['status']).toBe('running');
  });
});
