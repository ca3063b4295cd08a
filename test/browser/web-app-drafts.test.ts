import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type AppWindows } from '../support/app-windows.ts';
import { hasBrowser } from '../support/browser.ts';

const isCI = process.env['CI'] === 'true';

describe.runIf(isCI || hasBrowser)(
  'what was entered in the web app, after the page was loaded again',
  () => {
    let app: AppWindows;
    let page: Page;
    beforeAll(async () => {
      app = await openApp();
    }, 120_000);
    afterAll(() => app.close());
    afterEach(() => page.close());

    const open = async (path: string) => {
      page = await app.open(path);
      // The browser asks before it loads a page with unsaved changes again.
      page.on('dialog', (dialog) => void dialog.accept());
    };
    const field = (label: string) => page.getByLabel(label, { exact: true }).first();
    const button = (name: string | RegExp) => page.getByRole('button', { name });
    const dialog = () => page.getByRole('dialog');
    const notice = () => page.getByText(/^What you had entered before the page was loaded again/);

    it('is still in the form of a new experiment, until that is created', async () => {
      await open('/new');
      await field('Name').fill('Shorter sign-up form');
      await button('Add a metric by event').click();
      await field('Event of step 1 after the exposure').fill('signup_completed');
      await button('Add a variant').click();
      await page.reload();
      await notice().waitFor();
      expect(await field('Name').inputValue()).toBe('Shorter sign-up form');
      expect(await field('Flag key').inputValue()).toBe('shorter-sign-up-form');
      expect(await field('Event of step 1 after the exposure').inputValue()).toBe(
        'signup_completed',
      );
      // Rows of before and after are told apart.
      await button('Add a metric by event').click();
      await button('Remove New metric').first().click();
      expect(await page.getByLabel('Event of step 1 after the exposure').count()).toBe(1);
      await button('Remove New metric').click();
      await button('Create draft').click();
      await page.waitForURL(/\/experiments\/[^/]+$/);
      await page.goto(app.address('/new'));
      await field('Name').waitFor();
      expect(await field('Name').inputValue()).toBe('');
      expect(await notice().count()).toBe(0);
    });

    it('can be thrown away, and is when the form is left', async () => {
      await open('/new');
      await field('Name').fill('Not like this');
      await page.reload();
      await notice().getByRole('button', { name: 'Start over' }).click();
      expect(await field('Name').inputValue()).toBe('');
      await field('Name').fill('Nor like that');
      await page.getByRole('link', { name: 'Cancel' }).click();
      await page.getByRole('heading', { level: 1, name: 'Experiments' }).waitFor();
      await page.goBack();
      await field('Name').waitFor();
      expect(await field('Name').inputValue()).toBe('');
    });

    it('is as the planner had it after starting over, which leaves nothing to save', async () => {
      await open('/new?effect=7&people=8400');
      await field('Name').fill('Not like this');
      await page.reload();
      await notice().getByRole('button', { name: 'Start over' }).click();
      expect(await field('Name').inputValue()).toBe('');
      expect(await field('Smallest effect worth detecting').inputValue()).toBe('7');
      await expect.poll(() => page.evaluate('sessionStorage.length')).toBe(0);
    });

    it('takes over what the planner hands over later, once', async () => {
      const effect = () => field('Smallest effect worth detecting');
      await open('/new');
      await field('Name').fill('Begun before planning');
      await page.goto(app.address('/new?effect=7&people=8400'));
      await notice().waitFor();
      expect(await field('Name').inputValue()).toBe('Begun before planning');
      expect(await effect().inputValue()).toBe('7');
      await effect().fill('9');
      await page.reload();
      await notice().waitFor();
      expect(await effect().inputValue()).toBe('9');
    });

    it('is compared with what somebody else has changed meanwhile', async () => {
      await open('/experiments/29/edit');
      await field('Hypothesis').fill('Mine, from before.');
      await app.asColleague('PATCH', 'experiments/29/', { description: 'Theirs, in between.' });
      await page.reload();
      await notice().waitFor();
      expect(await field('Hypothesis').inputValue()).toBe('Mine, from before.');
      await button('Save changes').click();
      const conflict = page
        .getByRole('alert')
        .filter({ hasText: 'changed this experiment meanwhile' });
      await conflict.waitFor();
      expect(await conflict.locator('q').innerText()).toBe('Theirs, in between.');
      await button('Save changes').click();
      await page.getByRole('heading', { level: 1, name: 'Untitled experiment' }).waitFor();
      await page.getByText('Mine, from before.').waitFor();
    });

    it('is still in the dialog of a conclusion, which is open again', async () => {
      await open('/experiments/20');
      await button(/conclusion …$/).click();
      await dialog().getByLabel('Conclusion').selectOption('Lost');
      await dialog().getByLabel('Why').fill('Fewer people came back.');
      await page.reload();
      await dialog().waitFor();
      expect(await dialog().getByLabel('Why').inputValue()).toBe('Fewer people came back.');
      await dialog().getByRole('button', { name: 'Save' }).click();
      await dialog().waitFor({ state: 'detached' });
      await page.getByText('Fewer people came back.').waitFor();
      await page.reload();
      await page.getByText('Fewer people came back.').waitFor();
      expect(await dialog().count()).toBe(0);
    });

    it('is still in the dialog of an action, with the same variant', async () => {
      await open('/experiments/15');
      await button('Ship a variant …').click();
      await dialog().locator('.choice', { hasText: 'test' }).getByRole('radio').check();
      await dialog().getByLabel('Why').fill('More comments per person.');
      await page.reload();
      await dialog()
        .getByRole('button', { name: /^Ship “test” to/ })
        .waitFor();
      expect(await dialog().getByLabel('Why').inputValue()).toBe('More comments per person.');
      await dialog().getByRole('button', { name: 'Cancel' }).click();
      await page.reload();
      await button('Ship a variant …').waitFor();
      expect(await dialog().count()).toBe(0);
    });

    it.each([
      ['a holdout', '/holdouts', 'Edit Quarterly holdout …', 'Purpose'],
      ['a shared metric', '/metrics', 'New shared metric …', 'What it measures and why'],
    ])('is still in the dialog of %s', async (_, path, opens, label) => {
      await open(path);
      await button(opens).click();
      const title = await dialog().getByRole('heading').first().innerText();
      await dialog().getByLabel(label).fill('For the whole quarter.');
      await page.reload();
      await dialog().waitFor();
      expect(await dialog().getByRole('heading').first().innerText()).toBe(title);
      expect(await dialog().getByLabel(label).inputValue()).toBe('For the whole quarter.');
    });

    it.each([
      ['holdout', '/holdouts', 'experiment_holdouts', 'Quarterly holdout', 'Purpose'],
      [
        'shared metric',
        '/metrics',
        'experiment_saved_metrics',
        'Support tickets per user',
        'What it measures and why',
      ],
    ])('changes only what was entered of a %s', async (_, path, rows, name, label) => {
      await open(path);
      await button(`Edit ${name} …`).click();
      await dialog().getByLabel(label).fill('Mine, from before.');
      await page.reload();
      await dialog().waitFor();
      const { results } = await app.asColleague<{
        readonly results: readonly { readonly id: number; readonly name: string }[];
      }>('GET', `${rows}/`);
      const { id } = results.find((row) => row.name === name)!;
      await app.asColleague('PATCH', `${rows}/${id}/`, { name: `${name}, renamed` });
      await dialog().getByRole('button', { name: 'Save changes' }).click();
      await dialog().waitFor({ state: 'detached' });
      const row = await app.asColleague('GET', `${rows}/${id}/`);
      expect(row).toMatchObject({ name: `${name}, renamed`, description: 'Mine, from before.' });
      await app.asColleague('PATCH', `${rows}/${id}/`, { name });
    });

    it.each([
      ['holdout', '/holdouts', 'New holdout …', 'Create holdout', /\/experiment_holdouts\/$/],
      [
        'shared metric',
        '/metrics',
        'New shared metric …',
        'Create metric',
        /\/experiment_saved_metrics\/$/,
      ],
    ])('makes no second %s when the answer was lost', async (_, path, opens, creates, requests) => {
      await open(path);
      await button(opens).click();
      await dialog().getByLabel('Name').fill('Only one of it');
      const event = dialog().getByLabel('Event of step 1 after the exposure');
      if (path === '/metrics') await event.fill('plan_upgraded');
      await app.forget();
      await page.route('**/graphql', async (route) => {
        if (route.request().postData()?.includes('mutation Create')) {
          await route.fetch();
          await route.abort();
        } else await route.fallback();
      });
      await dialog().getByRole('button', { name: creates }).click();
      await dialog().getByRole('alert').waitFor();
      await page.unroute('**/graphql');
      await page.reload();
      await dialog().getByRole('button', { name: creates }).click();
      await dialog().waitFor({ state: 'detached' });
      await page.locator('.card', { hasText: 'Only one of it' }).waitFor();
      expect(await app.requests('POST', requests)).toBe(1);
    });

    it('is in no form of another version of these pages', async () => {
      await open('/new');
      await field('Name').fill('From before an update');
      await expect
        .poll(() => page.evaluate('Object.values(sessionStorage).join()'))
        .toContain('From before an update');
      await page.evaluate(
        'for (const name of Object.keys(sessionStorage)) sessionStorage[name] = sessionStorage[name].replace(/index-/, "index-of-before-")',
      );
      await page.reload();
      await field('Name').waitFor();
      expect(await field('Name').inputValue()).toBe('');
    });
  },
);

describe.runIf(isCI || hasBrowser)(
  'the web app over plain HTTP, where browsers make no UUIDs',
  () => {
    it('performs actions', async () => {
      const app = await openApp();
      const page = await app.newPage({});
      await page.addInitScript('delete Crypto.prototype.randomUUID');
      await page.goto(app.address('/experiments/28'));
      await page.getByRole('button', { name: /^Launch/ }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Launch' }).click();
      await page.locator('.status[data-status=RUNNING]').waitFor();
      expect(app.problems).toEqual([]);
      await app.close();
    });
  },
);
