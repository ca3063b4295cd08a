import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type AppWindows } from '../support/app-windows.ts';
import { hasBrowser } from '../support/browser.ts';

const isCI = process.env['CI'] === 'true';
/** For what the page does by itself, on a busy machine too. */
const SOON = { timeout: 15_000 };
const CREATIONS = /^\/api\/projects\/[^/]+\/experiments\/$/;

interface Written {
  readonly experiment: {
    readonly name: string;
    readonly description: string | null;
    readonly status: string;
    readonly version: number;
    readonly tags: readonly string[];
    readonly holdout: { readonly name: string } | null;
    readonly variants: readonly { readonly key: string; readonly rolloutPercentage: number }[];
    readonly runningTime: { readonly minimumDetectableEffect: number | null } | null;
    readonly metrics: readonly { readonly name: string; readonly role: string }[];
  } | null;
}

describe.runIf(isCI || hasBrowser)('creating and changing experiments in the web app', () => {
  let app: AppWindows;
  let page: Page;
  beforeAll(async () => {
    app = await openApp();
  }, 120_000);
  afterAll(() => app.close());
  afterEach(async () => {
    for (const one of page.context().pages()) {
      one.on('dialog', (dialog) => void dialog.accept());
      await one.close();
    }
  });

  const fill = (label: string, text: string) =>
    page.getByLabel(label, { exact: true }).first().fill(text);
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const alert = () => page.getByRole('alert');
  const opened = () => page.waitForURL(/\/experiments\/[^/]+$/);
  const read = async (which: string) =>
    (
      await app.ask<Written>(`{
        experiment(${which}) {
          name description status version tags holdout { name }
          variants { key rolloutPercentage }
          runningTime { minimumDetectableEffect }
          metrics { name role }
        }
      }`)
    ).experiment!;

  it('lets a newcomer create an experiment with two metrics and launch it', async () => {
    page = await app.open('/');
    await page.getByRole('link', { name: 'New experiment' }).click();
    await fill('Name', 'Shorter sign-up form');
    await fill('Hypothesis', 'Fewer fields, more people who sign up.');
    await fill('Tags', 'Growth, sign-up');
    expect(await page.getByLabel('Flag key').inputValue()).toBe('shorter-sign-up-form');
    await page.getByText('The key is free').waitFor();
    await button('Add a metric by event').click();
    await fill('Metric name', 'Signed up');
    await page.getByLabel('Event of step 1 after the exposure').fill('signup_completed');
    await page.getByText('Add a shared metric').click();
    await page.getByRole('searchbox', { name: 'Search shared metrics' }).fill('support tickets');
    await button('Add Support tickets per user as Secondary').click();
    await button('Create draft').click();
    await opened();
    await page.getByRole('heading', { name: 'Shorter sign-up form', level: 1 }).waitFor();
    expect(await read('featureFlagKey: "shorter-sign-up-form"')).toMatchObject({
      status: 'DRAFT',
      tags: ['growth', 'sign-up'],
      variants: [
        { key: 'control', rolloutPercentage: 50 },
        { key: 'test', rolloutPercentage: 50 },
      ],
      metrics: [
        { name: 'Signed up', role: 'PRIMARY' },
        { name: 'Support tickets per user', role: 'SECONDARY' },
      ],
    });
    await button(/^Launch/).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('row', { name: /^Flag/ }).waitFor();
    await dialog.getByRole('button', { name: 'Launch' }).click();
    await page.locator('.status[data-status=RUNNING]').waitFor();
    expect(app.problems).toEqual([]);
  });

  it('says at each field what is wrong with it before anything is sent, and leads to it', async () => {
    page = await app.open('/new');
    await app.forget();
    await page.getByLabel('Share', { exact: true }).first().fill('60');
    await button('Add a metric by event').click();
    await button('Create draft').click();
    await alert().getByText('The shares must add up to 100; they are 110.').waitFor();
    expect(await alert().getByRole('link').allInnerTexts()).toEqual([
      'Give the experiment a name.',
      'Give the key that code asks for.',
      'The shares must add up to 100; they are 110.',
      'Give the name of an event.',
    ]);
    await alert().getByRole('link', { name: 'Give the name of an event.' }).click();
    await expect
      .poll(() => page.locator(':focus').getAttribute('placeholder'), SOON)
      .toBe('order_completed');
    expect(await page.locator(':focus').getAttribute('aria-invalid')).toBe('true');
    expect(await app.requests('POST', CREATIONS)).toBe(0);
  });

  it('shows what PostHog refuses where it belongs, loses nothing of it, and creates it once that is mended', async () => {
    page = await app.open('/new');
    await fill('Name', 'Made-up event');
    await button('Add a metric by event').click();
    await page.getByLabel('Event of step 1 after the exposure').fill('never_received');
    await button('Create draft').click();
    const metrics = page.getByRole('region', { name: 'Metrics' });
    await metrics.locator('.fault', { hasText: 'never_received' }).waitFor();
    expect(await alert().innerText()).toContain('Nothing was changed');
    expect(await page.getByLabel('Event of step 1 after the exposure').inputValue()).toBe(
      'never_received',
    );
    await page.getByLabel('Accept events that PostHog has never received').check();
    await button('Create draft').click();
    await opened();
    expect(await read('featureFlagKey: "made-up-event"')).toMatchObject({ name: 'Made-up event' });
  });

  it('suggests the events that metrics of the project use, which are read when somebody wants them', async () => {
    page = await app.open('/new');
    await button('Add a metric by event').click();
    await app.forget();
    const event = page.getByLabel('Event of step 1 after the exposure');
    expect(await app.requests('POST', /setup_context/)).toBe(0);
    await event.focus();
    const list = page.locator(`datalist[id="${await event.getAttribute('list')}"] option`);
    const read = () =>
      list.evaluateAll((options) => options.map((option) => option.getAttribute('value')!));
    // Of a shared metric, and of an experiment's own one.
    await expect
      .poll(read, SOON)
      .toEqual(expect.arrayContaining(['signup_completed', 'comment_added']));
    const names = await read();
    expect(new Set(names).size).toBe(names.length);
    await button('Add a step').click();
    await page.getByLabel('Event of step 2 after the exposure').focus();
    expect(await app.requests('POST', /setup_context/)).toBe(1);
  });

  it('creates an experiment once, however often the button is clicked', async () => {
    page = await app.open('/new');
    await fill('Name', 'Clicked twice');
    await page.getByText('The key is free').waitFor();
    await app.forget();
    await button('Create draft').dblclick();
    await opened();
    expect(await app.requests('POST', CREATIONS)).toBe(1);
  });

  it('offers to use a flag that has the key, and says which flags cannot be used', async () => {
    page = await app.open('/new');
    await fill('Name', 'Two texts in the mail');
    await fill('Flag key', 'new-navigation');
    await page.getByText('There is a flag with this key that an experiment cannot use').waitFor();
    await fill('Flag key', 'welcome-mail-copy');
    await button('Use this flag').waitFor();
    // Variants of its own are refused for a flag that exists; the field says so.
    await button('Create draft').click();
    await alert()
      .getByRole('link', { name: /already exists/ })
      .waitFor();
    const key = page.locator('.field', { has: page.getByLabel('Flag key') });
    expect(await key.locator('.fault').innerText()).toContain('already exists');
    await button('Use this flag').click();
    await page.getByText('The flag “welcome-mail-copy” is used as it is').waitFor();
    expect(await page.getByLabel('Baseline: key').count()).toBe(0);
    await button('Create draft').click();
    await opened();
    expect(await read('featureFlagKey: "welcome-mail-copy"')).toMatchObject({
      name: 'Two texts in the mail',
    });
  });

  it('asks before what was entered is lost, and not after it was saved', async () => {
    page = await app.open('/new');
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.message());
      void dialog.dismiss();
    });
    await fill('Name', 'Half a thought');
    await page.getByRole('link', { name: '← All experiments' }).click();
    await expect
      .poll(() => asked, SOON)
      .toEqual(['Leave this page? What you entered is not saved.']);
    expect(await page.getByLabel('Name', { exact: true }).first().inputValue()).toBe(
      'Half a thought',
    );
    await button('Create draft').click();
    await opened();
    expect(asked).toHaveLength(1);
  });

  it('changes only what was changed, tags included', async () => {
    page = await app.open('/experiments/28/edit');
    await page.getByRole('heading', { name: 'Edit Referral credits' }).waitFor();
    const before = await read('id: "28"');
    await fill('Tags', 'growth, Referrals');
    await fill('Smallest effect worth detecting', '6');
    await button('Save changes').click();
    await opened();
    expect(await read('id: "28"')).toEqual({
      ...before,
      version: before.version + 1,
      tags: ['growth', 'referrals'],
      runningTime: { minimumDetectableEffect: 6 },
    });
  });

  it('says who changed what in another window, keeps what was typed, and saves it on top', async () => {
    page = await app.open('/experiments/29/edit');
    const other = await app.open('/experiments/29/edit');
    for (const one of [page, other]) await one.getByLabel('Hypothesis').waitFor();
    await other.getByLabel('Tags').fill('from the other window');
    await other.getByLabel('Hypothesis').fill('Theirs.');
    await other.getByRole('button', { name: 'Save changes' }).click();
    await other.waitForURL(/\/experiments\/[^/]+$/);

    await fill('Hypothesis', 'Mine.');
    await button('Save changes').click();
    const notice = alert().filter({ hasText: 'changed this experiment meanwhile' });
    await notice.waitFor();
    expect(await notice.innerText()).toMatch(/^Maya/);
    expect(await notice.innerText()).toContain('Changed: hypothesis, tags.');
    expect(await notice.locator('q').innerText()).toBe('Theirs.');
    expect(await page.getByLabel('Hypothesis').inputValue()).toBe('Mine.');
    expect(await page.getByLabel('Tags').inputValue()).toBe('from the other window');
    expect(await read('id: "29"')).toMatchObject({ description: 'Theirs.' });
    await button('Save changes').click();
    await opened();
    expect(await read('id: "29"')).toMatchObject({
      description: 'Mine.',
      tags: ['from the other window'],
    });
  });

  it('disables what cannot change after the launch, and says why', async () => {
    page = await app.open('/experiments/15/edit');
    await page.getByText('Since the launch, variants can be neither added').waitFor();
    await page.getByText('A holdout can be chosen only before the launch.').waitFor();
    expect(await page.getByLabel('Flag key').isDisabled()).toBe(true);
    expect(await page.getByLabel('Baseline: key').isDisabled()).toBe(true);
    expect(await page.getByRole('combobox', { name: 'Holdout' }).isDisabled()).toBe(true);
    expect(await button('Add a variant').count()).toBe(0);
    const before = await read('id: "15"');
    await page.getByLabel('Share', { exact: true }).first().fill('40');
    await page.getByLabel('Share', { exact: true }).last().fill('60');
    await button('Save changes').click();
    await opened();
    expect((await read('id: "15"')).variants.map(({ rolloutPercentage: share }) => share)).toEqual([
      40, 60,
    ]);
    expect((await read('id: "15"')).metrics).toEqual(before.metrics);
  });

  it('duplicates an experiment with a flag of its own', async () => {
    page = await app.open('/experiments/28');
    await button('Duplicate …').click();
    const dialog = page.getByRole('dialog', { name: 'Duplicate: Referral credits' });
    await dialog.getByLabel('Name').fill('Referral credits, again');
    await dialog.getByLabel('Key of the new flag').fill('referral-credits-2');
    await dialog.getByRole('button', { name: 'Create copy' }).click();
    await page.getByRole('heading', { name: 'Referral credits, again', level: 1 }).waitFor();
    const { metrics } = await read('id: "28"');
    expect(await read('featureFlagKey: "referral-credits-2"')).toMatchObject({
      status: 'DRAFT',
      metrics,
    });
  });

  it('does not put a copy on a flag that exists when a new one is asked for', async () => {
    page = await app.open('/experiments/28');
    await button('Duplicate …').click();
    const dialog = page.getByRole('dialog', { name: 'Duplicate: Referral credits' });
    await dialog.getByLabel('Name').fill('Referral credits, with a flag of another');
    await dialog.getByLabel('Key of the new flag').fill('one-page-checkout');
    await app.forget();
    await dialog.getByRole('button', { name: 'Create copy' }).click();
    await dialog.getByText('There is a flag with the key “one-page-checkout”').first().waitFor();
    expect(await app.requests('POST', /duplicate/)).toBe(0);
    await dialog.getByLabel('Key of the new flag').fill('one-page-checkout-copy');
    await dialog.getByRole('button', { name: 'Create copy' }).click();
    await page
      .getByRole('heading', { name: 'Referral credits, with a flag of another', level: 1 })
      .waitFor();
  });
});
