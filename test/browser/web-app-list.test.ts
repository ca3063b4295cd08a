import type { Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openApp, type AppWindows } from '../support/app-windows.ts';
import { hasBrowser } from '../support/browser.ts';
import { comeBack, namesOf, row, rowsOf, SOON } from '../support/list-page.ts';

const isCI = process.env['CI'] === 'true';

const header = (page: Page, name: string) => page.getByRole('columnheader', { name });

/** Answers what the API says of all experiments, in an order. */
async function inOrder(app: AppWindows, orderBy: string): Promise<string[]> {
  const { experiments } = await app.ask<{ experiments: { nodes: { name: string }[] } }>(
    `{ experiments(first: 100, orderBy: ${orderBy}) { nodes { name } } }`,
  );
  return experiments.nodes.map(({ name }) => name);
}

describe.runIf(isCI || hasBrowser)('the list of the web app', () => {
  let app: AppWindows;
  let page: Page;
  beforeAll(async () => {
    app = await openApp({
      FRESH_EXPERIMENTS_SECONDS: '0',
      // A test that waits for what is said while results are read needs them to be read.
      FRESH_RESULTS_SECONDS: '0',
      POSTHOG_CALLS_PER_MINUTE: '5000',
    });
  }, 120_000);
  afterAll(() => app.close());
  afterEach(() => page.close());

  const open = async (path = '/') => {
    page = await app.open(path);
    await rowsOf(page).first().waitFor();
  };
  const params = () => Object.fromEntries(new URL(page.url()).searchParams);

  it('filters by owner and tag together, says how many each has, and takes the filters back one by one', async () => {
    await open();
    const all = await rowsOf(page).count();
    await page.getByRole('button', { name: 'Filters' }).click();
    const owner = page.getByRole('combobox', { name: 'Owner' });
    await expect.poll(() => owner.locator('option').count(), SOON).toBeGreaterThan(3);
    const [, words] = await owner.locator('option').allInnerTexts();
    const count = Number(/\((\d+)\)$/.exec(words ?? '')?.[1]);
    await owner.selectOption({ label: words! });
    await expect.poll(() => rowsOf(page).count(), SOON).toBe(count);
    const tag = page.getByRole('combobox', { name: 'Tag' });
    await tag.selectOption('growth');
    await expect.poll(() => rowsOf(page).count(), SOON).toBeLessThan(count);
    expect(params()).toMatchObject({ tag: 'growth', owner: expect.stringMatching(/^\d+$/) });
    await page.getByRole('button', { name: /^Tag: growth/ }).click();
    await expect.poll(() => rowsOf(page).count(), SOON).toBe(count);
    await page.getByRole('button', { name: /^Owner: / }).click();
    await expect.poll(() => rowsOf(page).count(), SOON).toBe(all);
    expect(params()).toEqual({});
    expect(app.problems).toEqual([]);
  });

  it('takes no call of PostHog for filters, search and order once all experiments are read', async () => {
    await open();
    await page.getByText('Live', { exact: true }).waitFor();
    await expect.poll(() => page.locator('.shimmer').count(), SOON).toBe(0);
    const before = await app.listReads();
    await page.getByRole('group', { name: 'Status' }).getByText('Draft').click();
    await page.getByText('4 experiments').waitFor();
    await header(page, 'Name').getByRole('button').click();
    await page.getByRole('searchbox').fill('credits');
    await page.getByText('1 experiment', { exact: true }).waitFor();
    expect(await app.listReads()).toBe(before);
  });

  it('asks PostHog for the owner and the tag of an address that is opened first', async () => {
    await open('/?tag=growth&shown=RUNNING');
    const { experiments } = await app.ask<{ experiments: { nodes: { name: string }[] } }>(
      '{ experiments(filter: { tags: ["growth"], status: RUNNING }) { nodes { name } } }',
    );
    const expected = experiments.nodes.map(({ name }) => name);
    expect(expected.length).toBeGreaterThan(0);
    await expect.poll(() => namesOf(page), SOON).toEqual(expected);
    await page.getByRole('button', { name: /^Tag: growth/ }).waitFor();
  });

  it('filters by what is to be done, and says what it reads for that', async () => {
    const atUsualSpeed = await app.withSlowResults();
    page = await app.open('/?decision=SHIP');
    await page.getByText(/Reading the decisions of \d+ experiments: \d+ read\./).waitFor();
    await atUsualSpeed();
    await page.getByText(/Reading the decisions/).waitFor({ state: 'detached' });
    const names = await namesOf(page);
    expect(names).toContain('Comment threads redesign');
    expect(names).not.toContain('Search ranking v3');
    await expect
      .poll(() => page.locator('td .decision').allInnerTexts(), SOON)
      .toHaveLength(names.length);
    for (const words of await page.locator('td .decision').allInnerTexts())
      expect(words).toMatch(/^Ship/);
  });

  it('filters by a finding of the results, and by one that the list itself shows', async () => {
    for (const code of ['SAMPLE_RATIO_MISMATCH', 'NO_HYPOTHESIS']) {
      await open(`/?finding=${code}`);
      await page.getByText(/Reading the findings/).waitFor({ state: 'detached' });
      const { findings } = await app.ask<{ findings: { experiment: { name: string } }[] }>(
        `{ findings(code: [${code}], experiments: 100) { experiment { name } } }`,
      );
      const expected = findings.map(({ experiment }) => experiment.name);
      expect(expected.length).toBeGreaterThan(0);
      await expect
        .poll(async () => (await namesOf(page)).toSorted(), SOON)
        .toEqual(expected.toSorted());
      await page.close();
    }
  });

  it('orders by a column, then the other way round, then not at all', async () => {
    await open();
    const newest = await namesOf(page);
    const duration = header(page, 'Duration');
    await duration.getByRole('button').click();
    await expect.poll(() => duration.getAttribute('aria-sort'), SOON).toBe('descending');
    const longest = await inOrder(app, '{ field: DURATION, direction: DESC }');
    const drafts = await rowsOf(page).filter({ hasText: 'Draft' }).count();
    await expect
      .poll(async () => (await namesOf(page)).slice(0, -drafts), SOON)
      .toEqual(longest.slice(0, -drafts));
    // Those that were never launched come last both ways.
    await duration.getByRole('button').click();
    await expect.poll(() => duration.getAttribute('aria-sort'), SOON).toBe('ascending');
    expect(await rowsOf(page).last().innerText()).toContain('Draft');
    expect(await rowsOf(page).first().innerText()).not.toContain('Draft');
    await duration.getByRole('button').click();
    await expect.poll(() => namesOf(page), SOON).toEqual(newest);
    expect(params()).toEqual({});
  });

  it('orders by the effect, after it has read the effects of all experiments', async () => {
    const atUsualSpeed = await app.withSlowResults();
    page = await app.open('/?sort=-effect');
    await page.getByText(/Reading the effects of/).waitFor();
    await atUsualSpeed();
    await page.getByText(/Reading the effects of/).waitFor({ state: 'detached' });
    const shown = await page.locator('.forest > span').allInnerTexts();
    expect(shown.length).toBeGreaterThan(5);
    const effects = shown.map((text) => Number.parseFloat(text.replace('−', '-').replace('+', '')));
    expect(effects).toEqual(effects.toSorted((one, other) => other - one));
    // One scale for all rows, with zero in the middle.
    expect(await page.locator('.forest-scale').innerText()).toMatch(/−(\d+)%\s+0%\s+\+\1%/);
  });

  it('finds an experiment by its flag key, and all of an owner', async () => {
    await open();
    const key = await row(page, 'Comment threads redesign').locator('code').innerText();
    const owner = await row(page, 'Comment threads redesign').locator('td').last().innerText();
    await page.getByRole('searchbox').fill(key.toUpperCase());
    await expect.poll(() => namesOf(page), SOON).toEqual(['Comment threads redesign']);
    expect(params()).toEqual({ search: key.toUpperCase() });
    await page.getByRole('searchbox').fill(owner);
    await expect.poll(() => rowsOf(page).count(), SOON).toBeGreaterThan(1);
    for (const text of await rowsOf(page).allInnerTexts())
      expect(text.toLowerCase()).toContain(owner.toLowerCase());
  });

  it('shows the same after it was loaded again', async () => {
    await open();
    await page.getByRole('group', { name: 'Status' }).getByText('Running').click();
    await header(page, 'Name').getByRole('button').click();
    await page.getByRole('searchbox').fill('e');
    await expect
      .poll(() => params(), SOON)
      .toEqual({ shown: 'RUNNING', sort: 'name', search: 'e' });
    const names = await namesOf(page);
    expect(names.length).toBeGreaterThan(1);
    await page.reload();
    await expect.poll(() => namesOf(page), SOON).toEqual(names);
    expect(await page.getByRole('searchbox').inputValue()).toBe('e');
    expect(await header(page, 'Name').getAttribute('aria-sort')).toBe('ascending');
  });

  it('reads again when somebody comes back to the window, and sees what a colleague has changed', async () => {
    page = await app.open('/');
    await page.clock.install();
    await page.reload();
    await page.getByText('Live', { exact: true }).waitFor();
    await app.asColleague('PATCH', 'experiments/15/', { name: 'Comment threads, once more' });
    const before = await app.listReads();
    await comeBack(page);
    await row(page, 'Comment threads, once more').waitFor({ timeout: 5_000 });
    // Not at each switch between two windows.
    const after = await app.listReads();
    await page.evaluate('dispatchEvent(new Event("focus"))');
    await page.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
    expect(after).toBeGreaterThan(before);
    expect(await app.listReads()).toBe(after);
    await app.asColleague('PATCH', 'experiments/15/', { name: 'Comment threads redesign' });
  });

  it('shows what is changed through this API at once, without a reload', async () => {
    await open();
    await page.getByText('Live', { exact: true }).waitFor();
    await app.ask(
      'mutation { updateExperiment(input: { id: "20", name: "Renamed meanwhile" }) { __typename } }',
    );
    await row(page, 'Renamed meanwhile').waitFor({ timeout: 10_000 });
    expect(app.problems).toEqual([]);
  });
});

describe.runIf(isCI || hasBrowser)('the list of the web app with 500 experiments', () => {
  let app: AppWindows;
  let page: Page;
  beforeAll(async () => {
    app = await openApp({}, ['--experiments', '600']);
    page = await app.open('/');
    await rowsOf(page).first().waitFor();
  }, 120_000);
  afterAll(() => app.close());

  const total = async () =>
    Number(await page.getByRole('table', { name: 'Experiments' }).getAttribute('aria-rowcount')) -
    1;

  it('reads the pages up to the end at the same time when somebody jumps there, and each once', async () => {
    let [asked, waiting, most] = [0, 0, 0];
    const isPage = (request: Request) =>
      (request.postDataJSON() as { operationName?: string } | null)?.operationName ===
      'Experiments';
    page.on('request', (request) => {
      if (!isPage(request)) return;
      [asked, waiting] = [asked + 1, waiting + 1];
      most = Math.max(most, waiting);
    });
    page.on('requestfinished', (request) => {
      if (isPage(request)) waiting -= 1;
    });
    await app.forget();
    await page.evaluate('scrollTo(0, document.body.scrollHeight)');
    const last = page.locator(`tr[data-key][aria-rowindex="${(await total()) + 1}"] th a`);
    await vi.waitFor(async () => {
      await page.evaluate('scrollTo(0, document.body.scrollHeight)');
      await last.waitFor({ timeout: 1_000 });
    }, 20_000);
    const pages = Math.ceil((await total()) / 100);
    expect({ asked, most }).toEqual({ asked: pages - 1, most: pages - 1 });
    expect(await app.listReads()).toBe(pages - 1);
    await page.evaluate('scrollTo(0, 0)');
  });

  it('draws the rows on the screen only, and reads pages as one scrolls to the last', async () => {
    const count = await total();
    expect(count).toBeGreaterThan(500);
    expect(await rowsOf(page).count()).toBeLessThan(60);
    const oldest = (await inOrder(app, '{ field: CREATED_AT, direction: ASC }'))[0]!;
    await vi.waitFor(async () => {
      await page.evaluate('scrollTo(0, document.body.scrollHeight)');
      await row(page, oldest).waitFor({ timeout: 1_000 });
    }, 20_000);
    expect(await rowsOf(page).last().getAttribute('aria-rowindex')).toBe(String(count + 1));
    expect(await rowsOf(page).count()).toBeLessThan(60);
    expect(app.problems).toEqual([]);
  });

  it('prints all rows that were read', async () => {
    const count = await total();
    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => rowsOf(page).count(), SOON).toBe(count);
    await page.emulateMedia({ media: 'screen' });
    await expect.poll(() => rowsOf(page).count(), SOON).toBeLessThan(60);
  });

  it('searches the flag keys of all of them, whichever were read', async () => {
    await page.close();
    page = await app.open('/?search=round-597');
    const { experiments } = await app.ask<{ experiments: { nodes: { featureFlagKey: string }[] } }>(
      '{ experiments(first: 100, orderBy: { field: CREATED_AT, direction: ASC }) { nodes { featureFlagKey } } }',
    );
    const { featureFlagKey } = experiments.nodes[0]!;
    await page.getByRole('searchbox').fill(featureFlagKey);
    await expect.poll(() => rowsOf(page).count(), SOON).toBe(1);
    expect(await rowsOf(page).innerText()).toContain(featureFlagKey);
  });

  it('fits a narrow screen, where rows are cards', async () => {
    await page.close();
    page = await app.open('/', { width: 390, height: 800 });
    await rowsOf(page).first().waitFor();
    await page.evaluate('scrollTo(0, document.body.scrollHeight / 2)');
    await expect.poll(() => rowsOf(page).locator('th a').count(), SOON).toBeGreaterThan(3);
    expect(await rowsOf(page).count()).toBeLessThan(60);
    const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(wider).toBeLessThanOrEqual(0);
    await page.getByRole('combobox', { name: 'Order' }).selectOption('name');
    await expect.poll(() => new URL(page.url()).search, SOON).toBe('?sort=name');
  });
});
