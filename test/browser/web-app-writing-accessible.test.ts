import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsOf } from '../support/axe.ts';
import { hasBrowser, openBrowser } from '../support/browser.ts';
import { spawnServer, type Spawned } from '../support/spawned.ts';

const isCI = process.env['CI'] === 'true';

/** Each page or dialog, and how one gets there. */
const views: readonly (readonly [name: string, path: string, go: (page: Page) => Promise<void>])[] =
  [
    [
      'the form of a new experiment, with everything open',
      '/new',
      async (page) => {
        await page.getByRole('button', { name: 'Add a metric by event' }).click();
        await page.getByLabel('Kind').selectOption('ratio');
        for (const name of ['Exposure', 'Statistics', 'Add a shared metric', 'Work it out'])
          await page.locator('summary', { hasText: name }).click();
        await page.locator('summary', { hasText: 'Conversion window and outliers' }).click();
        await page.locator('summary', { hasText: 'Use a flag that exists' }).click();
        await page.getByRole('button', { name: 'Use share-dialog-layout' }).waitFor();
        await page.getByText('Support tickets per user').first().waitFor();
        await page.getByLabel('Value today').waitFor();
      },
    ],
    [
      'the form with faults',
      '/new',
      async (page) => {
        await page.getByRole('button', { name: 'Add a metric by event' }).click();
        await page.getByLabel('Kind').selectOption('retention');
        await page.getByRole('button', { name: 'Create draft' }).click();
        await page.getByRole('alert').waitFor();
      },
    ],
    [
      'the form of a launched experiment',
      '/experiments/15/edit',
      async (page) => {
        await page.getByText('Since the launch').waitFor();
      },
    ],
    [
      'the dialog for a copy',
      '/experiments/28',
      async (page) => {
        await page.getByRole('button', { name: 'Duplicate …' }).click();
        await page.getByRole('dialog').getByLabel('Name').waitFor();
      },
    ],
    [
      'the planner with its chart and table',
      '/planner',
      async (page) => {
        await page.getByLabel('Value today').fill('12');
        await page.getByLabel('People a day').fill('2400');
        await page.locator('svg .effect-point').first().waitFor();
        await page.getByText('As a table').click();
        await page.getByText('Read today’s values from PostHog').click();
      },
    ],
    [
      'holdouts',
      '/holdouts',
      async (page) => {
        await page.getByText('Quarterly holdout').first().waitFor();
        await page
          .getByText(/^Used by/)
          .first()
          .waitFor();
      },
    ],
    [
      'the dialog of a holdout',
      '/holdouts',
      async (page) => {
        await page.getByRole('button', { name: 'Edit Quarterly holdout …' }).click();
        await page.getByRole('dialog').waitFor();
      },
    ],
    [
      'the dialog that deletes a holdout',
      '/holdouts',
      async (page) => {
        await page.getByRole('button', { name: 'Delete Quarterly holdout …' }).click();
        await page.getByRole('dialog').waitFor();
      },
    ],
    [
      'shared metrics',
      '/metrics',
      async (page) => {
        await page.getByText('Support tickets per user').first().waitFor();
      },
    ],
    [
      'the dialog of a shared metric',
      '/metrics',
      async (page) => {
        await page.getByRole('button', { name: 'New shared metric …' }).click();
        await page.getByRole('dialog').getByLabel('Kind').selectOption('mean');
        await page.locator('summary', { hasText: 'Conversion window and outliers' }).click();
      },
    ],
    [
      'the choice of a project',
      '/',
      async (page) => {
        await page.getByText('Account').click();
        await page.getByLabel('Project').waitFor();
        await page.getByText('The key has every scope').waitFor();
      },
    ],
  ];

describe.runIf(isCI || hasBrowser)('every page and dialog in which something is written', () => {
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

  describe.each([
    { width: 1280, dark: false },
    { width: 390, dark: true },
  ])('at $width pixels, dark: $dark', ({ width, dark }) => {
    it.each(views)('can be used by everybody, and fits: %s', async (_, path, go) => {
      const page = await browser.newPage({
        viewport: { width, height: 900 },
        colorScheme: dark ? 'dark' : 'light',
        reducedMotion: 'reduce',
      });
      await page.goto(`${started.url('App')}${path}`);
      await go(page);
      await expect.poll(() => page.locator('.shimmer').count(), { timeout: 20_000 }).toBe(0);
      expect(await violationsOf(page)).toEqual([]);
      const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(wider).toBeLessThanOrEqual(0);
      await page.close();
    });
  });
});
