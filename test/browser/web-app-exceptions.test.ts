import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type AppWindows } from '../support/app-windows.ts';
import { hasBrowser } from '../support/browser.ts';
import { rowsOf } from '../support/list-page.ts';

const isCI = process.env['CI'] === 'true';

const DATES = [/"(createdAt|startDate)":"[^"]+"/g, '"$1":"the other day"'] as const;
const VARIANTS = [/"variants":\[/g, '"variants":[null,'] as const;

const PROJECT = [/"name":"[^"]+"/g, '"name":{"first":"Lumen"}'] as const;

const FAILED = 'This part of the app cannot be shown';

describe.runIf(isCI || hasBrowser)('a page of the web app that throws while it is drawn', () => {
  let app: AppWindows;
  let page: Page;
  beforeAll(async () => {
    app = await openApp();
  }, 120_000);
  afterAll(() => app.close());
  afterEach(async () => {
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.close();
  });

  /**
   * Opens a page that gets answers as the schema does not allow them.
   * @returns lets it have the right ones
   */
  async function openWithBroken(
    path: string,
    [part, by]: readonly [RegExp, string],
  ): Promise<() => Promise<void>> {
    page = await app.newPage({ viewport: { width: 1280, height: 900 } });
    page.on('dialog', (dialog) => void dialog.accept());
    await page.route('**/graphql', async (route) => {
      // A stream, which has no end that one could wait for.
      if (route.request().headers()['accept'] === 'text/event-stream') return route.continue();
      const response = await route.fetch();
      const body = (await response.text()).replaceAll(part, by);
      return route.fulfill({ response, body });
    });
    await page.goto(app.address(path));
    return () => page.unrouteAll({ behavior: 'ignoreErrors' });
  }

  const alert = () => page.getByRole('alert').filter({ hasText: FAILED });
  const link = (name: string) =>
    page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true });
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const field = (label: string) => page.getByLabel(label, { exact: true }).first();

  it.each([
    ['the list', '/'],
    ['an experiment', '/experiments/15'],
  ])('says so in plain words, and other pages can be opened: %s', async (_, path) => {
    await openWithBroken(path, DATES);
    await alert().waitFor();
    expect(await alert().innerText()).not.toMatch(/RangeError|Invalid|\.js/);
    await link('Planner').click();
    await field('Value today').waitFor();
    expect(await alert().count()).toBe(0);
  });

  it('says so in place of everything when what throws is around the pages', async () => {
    const mend = await openWithBroken('/', PROJECT);
    await alert().waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    await mend();
    await button('Reload the page').click();
    await rowsOf(page).first().waitFor();
  });

  it('is drawn after the page was reloaded', async () => {
    const mend = await openWithBroken('/experiments/15', DATES);
    await alert().waitFor();
    await mend();
    await button('Reload the page').click();
    await page.getByRole('region', { name: 'Decision' }).waitFor();
    expect(await alert().count()).toBe(0);
  });

  it('is drawn when somebody tries again, with what was entered in its form', async () => {
    const mend = await openWithBroken('/new', VARIANTS);
    await field('Name').fill('Shorter sign-up form');
    await page.getByText('Use a flag that exists').click();
    await alert().waitFor();
    await mend();
    await button('Try again').click();
    expect(await field('Name').inputValue()).toBe('Shorter sign-up form');
    // Leaving the form still removes it.
    await page.getByRole('link', { name: 'Cancel' }).click();
    await rowsOf(page).first().waitFor();
    await page.goBack();
    await field('Name').waitFor();
    expect(await field('Name').inputValue()).toBe('');
  });
});
