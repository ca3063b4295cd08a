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
