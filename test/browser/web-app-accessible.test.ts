import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsOf } from '../support/axe.ts';
import { hasBrowser, openBrowser } from '../support/browser.ts';
import { spawnServer, type Spawned } from '../support/spawned.ts';

const isCI = process.env['CI'] === 'true';

const pages: readonly (readonly [name: string, path: string, shows: string])[] = [
  ['the list', '/', 'Comment threads redesign'],
  ['what needs a decision', '/inbox', 'People were not split as configured'],
  ['a winner', '/experiments/15', 'Ship “test”'],
  ['a loser', '/experiments/20', 'Roll back'],
  ['a broken sample ratio', '/experiments/24', 'People were not split as configured'],
  ['a draft', '/experiments/29', 'Untitled experiment'],
  ['an experiment that does not exist', '/experiments/4711', 'No such experiment'],
];

describe.runIf(isCI || hasBrowser)('every page of the web app', () => {
  let started: Spawned;
  let browser: Browser;
  beforeAll(async () => {
    const now = ['--now', '2026-11-28T12:00:00Z'];
    [started, browser] = [spawnServer('start', { LOG_LEVEL: 'warn' }, now), await openBrowser()];
    await started.started;
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    started.child.kill('SIGTERM');
    await started.ended;
  });

  /** Opens a page and waits until everything it shows has arrived. */
  async function open(path: string, shows: string, look: { width: number; dark: boolean }) {
    const page = await browser.newPage({
      viewport: { width: look.width, height: 900 },
      colorScheme: look.dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
    });
    await page.goto(`${started.url('App')}${path}`);
    await page.getByText(shows).first().waitFor();
    await expect.poll(() => page.locator('.shimmer').count(), { timeout: 20_000 }).toBe(0);
    return page;
  }

  describe.each([
    { width: 1280, dark: false },
    { width: 390, dark: true },
  ])('at $width pixels, dark: $dark', (look) => {
    it.each(pages)('can be used by everybody, and fits: %s', async (_, path, shows) => {
      const page = await open(path, shows, look);
      expect(await violationsOf(page)).toEqual([]);
      const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(wider).toBeLessThanOrEqual(0);
      await page.close();
    });
  });

  it('can be used by everybody in the dialog of an action', async () => {
    const page = await open('/experiments/24', 'People were not split as configured', {
      width: 1280,
      dark: false,
    });
    await page.getByRole('button', { name: /^Ship a variant/ }).click();
    await page.getByRole('dialog').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.close();
  });

  it.each([
    { width: 1280, dark: false },
    { width: 390, dark: true },
  ])('can be used by everybody, and fits, with everything open at $width pixels', async (look) => {
    const page = await open('/experiments/21', 'Scorecard', look);
    await page.getByRole('heading', { name: 'History' }).click();
    await page.locator('.history-list > li').first().waitFor();
    for (const summary of await page.getByText('How it is measured').all()) await summary.click();
    for (const button of await page.getByRole('button', { name: /^Show by day/ }).all())
      await button.click();
    await expect.poll(() => page.locator('.shimmer').count(), { timeout: 20_000 }).toBe(0);
    expect(await violationsOf(page)).toEqual([]);
    const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(wider).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: /conclusion …$/ }).click();
    await page.getByRole('dialog').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.close();
  });

  it('keeps its columns beside a name without spaces and a long flag key', async () => {
    const created = await fetch(`${started.url('GraphQL')}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query:
          'mutation ($input: CreateExperimentInput!) { createExperiment(input: $input) { __typename } }',
        variables: {
          input: { name: 'x'.repeat(300), featureFlagKey: `k-${'flag_key_'.repeat(40)}` },
        },
      }),
    });
    expect(await created.json()).toMatchObject({
      data: { createExperiment: { __typename: 'CreateExperimentPayload' } },
    });
    for (const width of [1280, 390]) {
      const page = await open('/', 'x'.repeat(300), { width, dark: false });
      const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(wider).toBeLessThanOrEqual(0);
      await page.getByRole('link', { name: 'x'.repeat(300) }).click();
      await page.getByRole('heading', { level: 1 }).waitFor();
      const detail = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(detail).toBeLessThanOrEqual(0);
      await page.close();
    }
  });
});
