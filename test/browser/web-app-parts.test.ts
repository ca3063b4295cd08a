import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type AppWindows } from '../support/app-windows.ts';
import { hasBrowser, openBrowser } from '../support/browser.ts';
import { rowsOf, SOON } from '../support/list-page.ts';
import { spawnServer } from '../support/spawned.ts';

const isCI = process.env['CI'] === 'true';

const EXPOSURE_CHART = '**/app/exposure-chart-*.js';
const PLANNER = /\/app\/planner-(?!page-)[^/]*\.js$/;
const OUTCOMES = '**/app/outcomes-*.js';

const GONE = /^The server no longer has it: a newer version has probably been installed/;
const FAILING = /^Is the server running, and is this computer online\?/;

const chart = (page: Page) => page.locator('.arms .plot svg').first();
const button = (page: Page, name: string) => page.getByRole('button', { name });
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true }).first();

/** Lets the page wait, as long as it takes until something is there. */
async function waitUntilShown(shown: Locator): Promise<void> {
  await expect
    .poll(async () => {
      await shown.page().clock.fastForward(30_000);
      return shown.count();
    }, SOON)
    .toBeGreaterThan(0);
}

describe.runIf(isCI || hasBrowser)('a part of the web app that does not load', () => {
  let app: AppWindows;
  let page: Page;
  beforeAll(async () => {
    app = await openApp();
  }, 120_000);
  afterAll(() => app.close());
  afterEach(() => page.close());

  /**
   * Opens a page some of whose files cannot be reached.
   * @returns how often they were asked for
   */
  async function openWithout(files: string | RegExp, path: string): Promise<() => number> {
    let asked = 0;
    page = await app.newPage({ viewport: { width: 1280, height: 900 } });
    page.on('dialog', (dialog) => void dialog.accept());
    await page.clock.install();
    await page.route(files, (route) => {
      asked += 1;
      return route.abort('connectionrefused');
    });
    await page.goto(app.address(path));
    return () => asked;
  }

  /** Opens a page some of whose files the server does not have. */
  async function openWithoutFor(files: string, path: string): Promise<void> {
    page = await app.newPage({ viewport: { width: 1280, height: 900 } });
    page.on('dialog', (dialog) => void dialog.accept());
    await page.route(files, (route) => route.fulfill({ status: 404, body: 'Not found' }));
    await page.goto(app.address(path));
  }

  it('leaves the rest of the page as it is, says so after a while, and comes by itself', async () => {
    await openWithout(EXPOSURE_CHART, '/experiments/15');
    await page.locator('.metric .plot svg').first().waitFor();
    expect(await page.getByText(FAILING).count()).toBe(0);
    await waitUntilShown(page.getByText(FAILING));
    expect(await page.getByRole('alert').count()).toBe(1);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    await page.unroute(EXPOSURE_CHART);
    await waitUntilShown(chart(page));
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('is asked for at once when somebody tries again, or is online again', async () => {
    for (const again of [
      () => button(page, 'Try again').dispatchEvent('click'),
      () => page.evaluate('dispatchEvent(new Event("online"))'),
    ]) {
      const asked = await openWithout(EXPOSURE_CHART, '/experiments/15');
      await waitUntilShown(page.getByText(FAILING));
      // No wait ends from here on.
      await page.clock.pauseAt(Number(await page.evaluate('Date.now()')) + 1_000);
      const before = asked();
      await again();
      await expect.poll(asked).toBeGreaterThan(before);
      await page.close();
    }
  });

  it('asks to reload the page when the server does not have it, which a newer version explains', async () => {
    await openWithoutFor(EXPOSURE_CHART, '/experiments/15');
    await page.getByRole('alert').getByText(GONE).waitFor();
    await page.locator('.metric .plot svg').first().waitFor();
    await page.evaluate('isOld = true');
    await button(page, 'Reload the page').click();
    await page.unroute(EXPOSURE_CHART);
    await chart(page).waitFor();
    expect(await page.evaluate('"isOld" in window')).toBe(false);
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('says so in the place of a whole page, and lets somebody go to another', async () => {
    await openWithoutFor('**/app/holdouts-page-*.js', '/');
    await page.getByRole('link', { name: 'Holdouts' }).click();
    await page.getByRole('alert').getByText(GONE).waitFor();
    await page.getByRole('link', { name: 'Planner' }).click();
    await field(page, 'Value today').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('is not shown without its styles', async () => {
    const styles = '**/app/planner-*.css';
    await openWithout(styles, '/planner');
    await waitUntilShown(page.getByText(FAILING));
    expect(await page.locator('.planner').count()).toBe(0);
    await page.unroute(styles);
    await waitUntilShown(field(page, 'Value today'));
    expect(await page.locator('.planner').evaluate((one) => getComputedStyle(one).display)).toBe(
      'grid',
    );
  });

  it('says so once for all rows of the list, which stay rows', async () => {
    await openWithoutFor(OUTCOMES, '/');
    await page.getByRole('alert').getByText(GONE).waitFor();
    expect(await rowsOf(page).count()).toBeGreaterThan(20);
    expect(await button(page, 'Reload the page').count()).toBe(1);
    const cells = await rowsOf(page).evaluateAll((rows) => rows.map((row) => row.children.length));
    expect(new Set(cells)).toEqual(new Set([7]));
    expect(await page.locator('table .shimmer').count()).toBe(0);
    await page.getByText('Live', { exact: true }).waitFor();
  });

  it('leaves what was typed in the form around it', async () => {
    await openWithout(PLANNER, '/new');
    await field(page, 'Name').fill('Shorter sign-up form');
    await page.getByText('Work it out').click();
    await waitUntilShown(page.getByText(FAILING));
    expect(await field(page, 'Name').inputValue()).toBe('Shorter sign-up form');
    await field(page, 'Hypothesis').fill('Fewer fields, more people.');
    await page.unroute(PLANNER);
    await waitUntilShown(field(page, 'Value today'));
    expect(await field(page, 'Name').inputValue()).toBe('Shorter sign-up form');
    expect(await field(page, 'Hypothesis').inputValue()).toBe('Fewer fields, more people.');
  });
});

describe.runIf(isCI || hasBrowser)('the web app when its server stops before all is loaded', () => {
  it('says since when it is not live, and loads the rest when the server is back', async () => {
    const browser = await openBrowser();
    const sandbox = spawnServer('sandbox', {}, ['--now', '2026-11-28T12:00:00Z']);
    await sandbox.started;
    const settings = {
      LOG_LEVEL: 'warn',
      POSTHOG_HOST: sandbox.url('Sandbox')!,
      POSTHOG_API_KEY: 'phx_sandbox',
    };
    const first = spawnServer('start', settings);
    await first.started;
    const address = first.url('App')!;
    const page = await browser.newPage();
    let isBlocked = true;
    await page.route('**/app/*-chart-*.js', (route) =>
      isBlocked ? route.abort('connectionrefused') : route.continue(),
    );
    await page.goto(`${address}/experiments/15`);
    await page.getByText('Live', { exact: true }).waitFor();
    await page.locator('.arms .waiting').waitFor();
    first.child.kill('SIGTERM');
    await first.ended;
    // From here on it is the server that is not there.
    isBlocked = false;
    await page.getByText(/^Reconnecting since \d\d:\d\d:\d\d$/).waitFor();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await chart(page).count()).toBe(0);
    const second = spawnServer('start', { ...settings, PORT: new URL(address).port });
    await second.started;
    await page.getByText('Live', { exact: true }).waitFor({ timeout: 45_000 });
    await chart(page).waitFor();
    await browser.close();
    for (const one of [second, sandbox]) {
      one.child.kill('SIGTERM');
      // oxlint-disable-next-line no-await-in-loop
      await one.ended;
    }
  }, 120_000);
});
