import { PNG } from 'pngjs';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type AppWindows } from '../support/app-windows.ts';
import { hasBrowser } from '../support/browser.ts';
import { changeOf, differenceOf } from '../support/screenshots.ts';

const isCI = process.env['CI'] === 'true';

/** The pages by the names of their pictures, and what one does until everything of them is there. */
const views: Readonly<Record<string, readonly [path: string, go: (page: Page) => Promise<void>]>> =
  {
    list: ['/', (page) => shows(page, 'Live')],
    inbox: ['/inbox', (page) => shows(page, /^\d+ of \d+ open experiments need a decision$/)],
    winner: ['/experiments/15', (page) => showsCharts(page, 'Ship “test”')],
    loser: ['/experiments/20', (page) => showsCharts(page, 'Roll back')],
    'uneven-split': ['/experiments/24', (page) => showsCharts(page, 'Uneven sample ratio')],
    draft: ['/experiments/28', (page) => shows(page, 'Referral credits')],
    'ship-dialog': [
      '/experiments/24',
      async (page) => {
        await page.getByRole('button', { name: /^Ship a variant/ }).click();
        const dialog = page.getByRole('dialog');
        await dialog.locator('.choice', { hasText: 'test' }).getByRole('radio').check();
        await dialog.locator('.dry-run-warnings [data-tone=bad]').first().waitFor();
      },
    ],
    form: [
      '/new',
      async (page) => {
        await page.getByLabel('Name', { exact: true }).first().fill('Shorter sign-up form');
        await shows(page, 'The key is free');
        await page.getByRole('button', { name: 'Add a metric by event' }).click();
      },
    ],
    planner: [
      '/planner',
      async (page) => {
        await page.getByLabel('Value today').fill('12');
        await page.getByLabel('People a day').fill('2400');
        await page.locator('svg .effect-point').first().waitFor();
      },
    ],
    holdouts: ['/holdouts', (page) => shows(page, /^Used by/)],
    'shared-metrics': ['/metrics', (page) => shows(page, 'Support tickets per user')],
  };

/** Names of views whose picture shows the window only: a dialog lies over the page, wherever that is scrolled. */
const OF_THE_WINDOW: ReadonlySet<string> = new Set(['ship-dialog']);

const looks = [
  { width: 1280, height: 900, colorScheme: 'light' },
  { width: 390, height: 844, colorScheme: 'dark' },
] as const;
type Look = (typeof looks)[number];

/** The highest picture, in pixels: what is further down looks like what is above. */
const HIGHEST = 2_800;

/**
 * What is not the same everywhere: the machine's font for code, and the foot, whose number of calls depends on which
 * answer came first. A dialog in the middle may begin between two pixels, and so may what is below lines of text in it.
 */
const FIXED = `
  :root { --mono: var(--font) !important }
  .foot { visibility: hidden }
  .dialog { margin-block: 30px auto }
  .dialog * { line-height: 20px !important }
`;

/** How many charts do not have the width of their place yet, once they know of the size of the window. */
const UNDRAWN = `new Promise(requestAnimationFrame).then(() => new Promise(requestAnimationFrame)).then(() =>
  [...document.querySelectorAll('.plot')].filter((plot) =>
    Math.abs((plot.querySelector('svg')?.clientWidth ?? 0) - plot.clientWidth) > 1).length)`;

async function shows(page: Page, text: string | RegExp): Promise<void> {
  await page.getByText(text).first().waitFor();
}

async function showsCharts(page: Page, text: string): Promise<void> {
  await shows(page, text);
  await page.locator('.arms .plot svg').first().waitFor();
  await page.locator('.metric .plot svg').first().waitFor();
}

describe.runIf(isCI || hasBrowser)('the pages of the web app', () => {
  let app: AppWindows;
  beforeAll(async () => {
    app = await openApp();
  }, 120_000);
  afterAll(() => app.close());

  /** Opens a view in a look, at the time of the sandbox. */
  async function open(name: string, { width, height, colorScheme }: Look): Promise<Page> {
    const options: BrowserContextOptions = {
      viewport: { width, height },
      colorScheme,
      reducedMotion: 'reduce',
      locale: 'en-US',
      timezoneId: 'UTC',
      // For the style of the picture.
      bypassCSP: true,
    };
    const [path, go] = views[name]!;
    const page = await app.newPage(options);
    await page.clock.install({ time: '2026-11-28T12:00:00Z' });
    await page.goto(app.address(path));
    await go(page);
    await expect.poll(() => page.locator('.shimmer').count(), { timeout: 20_000 }).toBe(0);
    if (!OF_THE_WINDOW.has(name)) {
      // Not while the picture is taken, when charts would be drawn for the size in between.
      const whole = Number(await page.evaluate('document.documentElement.scrollHeight'));
      await page.setViewportSize({ width, height: Math.min(whole, HIGHEST) });
      await page.evaluate('scrollTo(0, 0)');
    }
    await expect.poll(() => page.evaluate(UNDRAWN), { timeout: 20_000 }).toBe(0);
    // What lies below the pointer looks different.
    await page.mouse.move(0, 0);
    return page;
  }

  /** @param style what is changed for this picture */
  function picture(page: Page, style = ''): Promise<Buffer> {
    return page.screenshot({ style: FIXED + style });
  }

  describe.each(looks)('at $width pixels, $colorScheme', (look) => {
    it.each(Object.keys(views))('look as they did: %s', async (name) => {
      const page = await open(name, look);
      const change = changeOf(`${name}-${look.width}-${look.colorScheme}`, await picture(page));
      expect(change).toBeUndefined();
      await page.close();
    });
  });

  it.each([
    ['the colour of a badge', '.decision[data-decision=SHIP] { color: #8a5a00 }'],
    ['the space in a badge', '.decision { padding-inline: 0.75rem }'],
    ['the colour of small words', '.list td small { color: #8f949d }'],
    ['the height of rows', '.list td { padding-block: 0.8125rem }'],
  ])('are found to look different when %s changes', async (_, style) => {
    const page = await open('list', looks[0]);
    const [before, after] = [await picture(page), await picture(page, style)];
    expect(differenceOf(PNG.sync.read(after), PNG.sync.read(before))?.words).toBeDefined();
    expect(differenceOf(PNG.sync.read(await picture(page)), PNG.sync.read(before))).toBeUndefined();
    await page.close();
  });
});
