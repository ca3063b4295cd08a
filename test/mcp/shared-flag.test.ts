import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asColleague, injectFault } from '../support/sandbox-control.ts';
import { startMcp, type TestMcp } from '../support/start-mcp.ts';

let mcp: TestMcp;
beforeEach(async () => {
  mcp = await startMcp();
});
afterEach(() => mcp.close());

const RUNNING = 15;
const NAME = 'One-page checkout';

/** A copy of a running experiment on the same flag, as a draft. */
async function copyOf(id: number): Promise<number> {
  const { structured } = await mcp.call('experiment-duplicate', { id });
  return structured['id'] as number;
}

const statusOf = async (id: number) =>
  (await asColleague(mcp.sandbox, 'GET', `experiments/${id}/`))['status'] as string;

describe('an experiment on a flag that a running one uses', () => {
  it('is not launched before somebody has confirmed it', async () => {
    const copy = await copyOf(RUNNING);
    const asked = await mcp.call('experiment-launch', { id: copy });
    expect(asked.structured).toMatchObject({
      dryRun: true,
      effect: { dryRun: { warnings: [{ code: 'FLAG_SHARED', severity: 'SERIOUS' }] } },
      calls: { made: 2, toConfirm: 2 },
    });
    expect(asked.text).toContain(NAME);
    expect(await statusOf(copy)).toBe('draft');
    await mcp.call('experiment-launch', { id: copy, confirm: asked.structured['confirm'] });
    expect(await statusOf(copy)).toBe('running');
  });

  it.each([
    ['experiment-ship-variant', RUNNING, { variant_key: 'test' }],
    ['experiment-pause', RUNNING, {}],
    ['experiment-freeze-exposure', 22, {}],
  ])('is named by the dry run of %s', async (tool, id, args) => {
    await asColleague(mcp.sandbox, 'POST', `experiments/${await copyOf(id)}/launch/`, {});
    const { text, structured } = await mcp.call(tool, { id, ...args });
    expect(structured['dryRun']).toBe(true);
    expect(text).toMatch(/SERIOUS: Other experiments that were launched and have not ended use/);
  });
});

describe('a launch with all people in one variant', () => {
  it('asks first, since nothing can be compared', async () => {
    const { feature_flag: flag } = await asColleague(mcp.sandbox, 'GET', 'experiments/30/');
    const { multivariate, ...filters } = flag.filters;
    const variants = (multivariate.variants as object[]).map((variant, index) => ({
      ...variant,
      rollout_percentage: index === 0 ? 100 : 0,
    }));
    await asColleague(mcp.sandbox, 'PATCH', `feature_flags/${flag.id}/`, {
      filters: { ...filters, multivariate: { variants } },
    });
    const { structured, text } = await mcp.call('experiment-launch', { id: 30 });
    expect(structured['dryRun']).toBe(true);
    expect(structured['loses']).toContain('there is nothing to compare it with');
    expect(text).toContain('there is nothing to compare');
    expect(await statusOf(30)).toBe('draft');
  });
});

describe('a shared metric that becomes a secondary one', () => {
  it('is a primary metric less, which asks first', async () => {
    const { structured } = await mcp.call('experiment-update', {
      id: 24,
      saved_metrics_ids: [{ id: 2, metadata: { type: 'secondary' } }],
    });
    expect(structured).toMatchObject({ dryRun: true, effects: [{ field: 'saved_metrics_ids' }] });
  });

  it('does not ask where it is as it was', async () => {
    const { saved_metrics: links } = await asColleague(mcp.sandbox, 'GET', 'experiments/24/');
    const { structured } = await mcp.call('experiment-update', {
      id: 24,
      saved_metrics_ids: (links as { saved_metric: number; metadata: object }[]).map(
        ({ saved_metric: id, metadata }) => ({ id, metadata }),
      ),
    });
    expect(structured['id']).toBe(24);
  });
});

describe('a confirmed call that PostHog throttles', () => {
  it('can be sent again with the same token, and only once', async () => {
    const { structured } = await mcp.call('experiment-reset', { id: RUNNING });
    await injectFault(mcp.sandbox, '.', {
      match: { method: 'POST', path: 'reset' },
      status: 429,
      retry_after: 1,
      times: 1,
    });
    const confirmed = { id: RUNNING, confirm: structured['confirm'] };
    expect((await mcp.call('experiment-reset', confirmed)).text).toMatch(/^RATE_LIMITED/);
    await expect
      .poll(async () => (await mcp.call('experiment-reset', confirmed)).structured?.['status'], {
        timeout: 10_000,
        interval: 500,
      })
      .toBe('draft');
    expect((await mcp.call('experiment-reset', confirmed)).text).toMatch(/^CONFIRMATION_REFUSED/);
  });

  it('cannot be sent again with it where the write may have been made', async () => {
    const { structured } = await mcp.call('experiment-reset', { id: RUNNING });
    await injectFault(mcp.sandbox, '.', {
      match: { method: 'POST', path: 'reset' },
      status: 500,
      times: 1,
    });
    const confirmed = { id: RUNNING, confirm: structured['confirm'] };
    await mcp.call('experiment-reset', confirmed);
    expect((await mcp.call('experiment-reset', confirmed)).text).toMatch(/^CONFIRMATION_REFUSED/);
  });
});
