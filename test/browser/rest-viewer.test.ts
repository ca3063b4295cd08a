import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, openBrowser } from '../support/browser.ts';
import { startRest, type RestOnSandbox } from '../support/rest.ts';

const isCI = process.env['CI'] === 'true';
if (!hasBrowser && !isCI) {
  process.stdout.write('The REST viewer is not tested: no /usr/bin/chromium on this machine.\n');
}

describe.runIf(hasBrowser || isCI)(
  '/v1 in a browser without a network',
  { timeout: 60_000 },
  () => {
    let rest: RestOnSandbox;
    let browser: Browser;
    let page: Page;
    const problems: string[] = [];
    const asked: string[] = [];

    beforeAll(async () => {
      rest = await startRest({ apiKey: 'phx_sandbox' });
      browser = await openBrowser();
      page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('request', (request) => asked.push(request.url()));
      page.on('requestfailed', (request) => problems.push(`failed: ${request.url()}`));
      page.on('console', (line) => {
        if (line.type() === 'error') problems.push(line.text());
      });
      await page.goto(`${rest.url}/v1`);
    });
    afterAll(async () => {
      await browser.close();
      await rest.close();
    });

    it('shows every operation', async () => {
      const operation = page.locator('.opblock');
      await operation.first().waitFor({ timeout: 50_000 });
      await expect.poll(() => operation.count(), { timeout: 50_000 }).toBe(71);
    });

    it('executes an operation at the first press, in the default project', async () => {
      const operation = page.locator('#operations-experiments-experiments_stats_retrieve');
      await operation.locator('.opblock-summary-control').click();
      await operation.getByRole('button', { name: 'Execute' }).click();
      const answer = operation.locator('.live-responses-table pre.microlight');
      await expect
        .poll(() => answer.first().innerText(), { timeout: 50_000 })
        .toContain('active_experiments');
    });

    it('has a filter box that finds operations by path and text', async () => {
      await page.locator('.operation-filter-input').fill('recalculate');
      const operation = page.locator('.opblock');
      await expect.poll(() => operation.count(), { timeout: 50_000 }).toBeLessThan(10);
      expect(await operation.count()).toBeGreaterThan(0);
      await page.locator('.operation-filter-input').fill('');
    });

    it('sent no request to any other host and logged no error', () => {
      expect(problems).toEqual([]);
      expect(asked.filter((url) => !url.startsWith(rest.url) && !url.startsWith('data:'))).toEqual(
        [],
      );
    });
  },
);
