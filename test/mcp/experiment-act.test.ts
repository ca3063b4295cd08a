import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actionTools } from '../../src/posthog/api/action-tools.ts';
import { startMcp, type TestMcp } from '../support/start-mcp.ts';

const ACT = 'experiment-act';

let mcp: TestMcp;
beforeEach(async () => {
  mcp = await startMcp({ tools: { set: 'compact' } });
});
afterEach(() => mcp.close());

const writes = () =>
  mcp.sandbox
    .requests()
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path.replace('/api/projects/1', '')}`);

interface Done {
  readonly asks: boolean;
  readonly args: Record<string, unknown>;
  /** What is sent to PostHog when it is done. */
  readonly sends: string;
  readonly answers: Record<string, unknown>;
}

const acted: Readonly<Record<string, Done>> = {
  create: {
    asks: false,
    args: {
      name: 'New',
      feature_flag_key: 'brand-new',
      saved_metrics_ids: [{ id: 1, metadata: { type: 'primary' } }],
    },
    sends: 'POST /experiments/',
    answers: { name: 'New', status: 'draft' },
  },
  update: {
    asks: false,
    args: { id: 21, description: 'Better said.' },
    sends: 'PATCH /experiments/21/',
    answers: { description: 'Better said.' },
  },
  launch: {
    asks: false,
    args: { id: 30 },
    sends: 'POST /experiments/30/launch/',
    answers: { status: 'running' },
  },
  pause: {
    asks: true,
    args: { id: 21 },
    sends: 'POST /experiments/21/pause/',
    answers: { status: 'paused' },
  },
  resume: {
    asks: false,
    args: { id: 20 },
    sends: 'POST /experiments/20/resume/',
    answers: { status: 'running' },
  },
  freeze_exposure: {
    asks: true,
    args: { id: 22 },
    sends: 'POST /experiments/22/freeze_exposure/',
    answers: { status: 'exposure_frozen' },
  },
  unfreeze_exposure: {
    asks: true,
    args: { id: 8 },
    sends: 'POST /experiments/8/unfreeze_exposure/',
    answers: { status: 'running' },
  },
  end: {
    asks: true,
    args: { id: 21, conclusion: 'inconclusive' },
    sends: 'POST /experiments/21/end/',
    answers: { status: 'stopped', conclusion: 'inconclusive' },
  },
  ship_variant: {
    asks: true,
    args: { id: 15, variant_key: 'test' },
    sends: 'POST /experiments/15/ship_variant/',
    answers: { status: 'stopped' },
  },
  reset: {
    asks: true,
    args: { id: 21 },
    sends: 'POST /experiments/21/reset/',
    answers: { status: 'draft' },
  },
  archive: {
    asks: false,
    args: { id: 18 },
    sends: 'POST /experiments/18/archive/',
    answers: { archived: true },
  },
  unarchive: {
    asks: false,
    args: { id: 2 },
    sends: 'POST /experiments/2/unarchive/',
    answers: { archived: false },
  },
  duplicate: {
    asks: false,
    args: { id: 21, name: 'Again' },
    sends: 'POST /experiments/21/duplicate/',
    answers: { name: 'Again', status: 'draft' },
  },
  delete: {
    asks: true,
    args: { id: 21 },
    sends: 'PATCH /experiments/21/',
    answers: { deleted: true },
  },
  restore: {
    asks: false,
    args: { id: 21 },
    sends: 'PATCH /experiments/21/',
    answers: { deleted: false },
  },
  recalculate: {
    asks: false,
    args: { id: 21 },
    sends: 'POST /experiments/21/metrics_recalculation/',
    answers: {},
  },
};

describe('acting on an experiment', () => {
  it('has every action listed here, and no other', () => {
    const [tool] = actionTools;
    expect(Object.keys(acted)).toEqual(Object.keys(tool?.actions ?? {}));
  });

  it.each(Object.entries(acted))(
    'does %s, and asks before it where it takes something away',
    async (action, { asks, args, sends, answers }) => {
      const first = await mcp.call(ACT, { action, ...args });
      expect([first.isError, first.structured['dryRun']]).toEqual([false, asks || undefined]);
      expect(writes()).toEqual(asks ? [] : [sends]);
      const confirm = first.structured['confirm'] as string;
      const done = asks ? await mcp.call(ACT, { action, ...args, confirm }) : first;
      expect(done.structured).toMatchObject(answers);
      expect(writes()).toEqual([sends]);
    },
  );

  it.each([
    ['launch', { id: 29 }, 'without a primary metric'],
    ['update', { id: 21, metrics: [] }, 'no longer measured'],
    ['archive', { id: 16, disable_feature_flag: true }, 'turned off for everyone'],
  ])('asks when %s %o would take something away or is a mistake', async (action, args, why) => {
    const { structured } = await mcp.call(ACT, { action, ...args });
    expect(structured['loses']).toContain(why);
    expect(writes()).toEqual([]);
  });

  it.each([
    [{ action: 'pause', id: 21, variant_key: 'test' }, 'is not for the action pause'],
    [{ action: 'ship_variant', id: 21 }, 'variant_key is required'],
    [{ action: 'end' }, 'id is required'],
    [{ action: 'explode', id: 21 }, 'must be one of create, update, launch'],
    [{ id: 21 }, 'action is required'],
    [{ action: 'end', id: 21, force: true }, 'force is not an accepted field'],
  ])('refuses %o before anything is sent', async (args, why) => {
    const { isError, text } = await mcp.call(ACT, args);
    expect(isError).toBe(true);
    expect(text).toContain(why);
    expect(mcp.sandbox.requests()).toEqual([]);
  });

  it('takes a token for the same action and the same arguments only', async () => {
    const { structured } = await mcp.call(ACT, { action: 'end', id: 21 });
    const { confirm } = structured;
    for (const other of [
      { action: 'reset', id: 21 },
      { action: 'end', id: 24 },
      { action: 'end', id: 21, conclusion: 'won' },
    ]) {
      const { text } = await mcp.call(ACT, { ...other, confirm });
      expect(text).toMatch(/^CONFIRMATION_REFUSED/);
    }
    expect(writes()).toEqual([]);
  });
});
