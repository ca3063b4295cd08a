import { describe, expect, it } from 'vitest';
import { openApp } from '../support/app-windows.ts';
import { hasBrowser, openBrowser } from '../support/browser.ts';
import { comeBack, row, rowsOf, SOON } from '../support/list-page.ts';
import { spawnServer } from '../support/spawned.ts';

const isCI = process.env['CI'] === 'true';

describe.runIf(isCI || hasBrowser)('the list of the web app when the budget is used up', () => {
  it('leaves a part of the budget to people, shows how old the list is, and what cannot be read', async () => {
    const app = await openApp({
      POSTHOG_CALLS_PER_MINUTE: '16',
      FRESH_EXPERIMENTS_SECONDS: '0',
    });
    const page = await app.open('/');
    await page.clock.install();
    await page.reload();
    await rowsOf(page).first().waitFor();
    await page
      .getByText(/left to what people ask for\. Decisions are read on at \d\d:\d\d/)
      .waitFor();
    await page.getByText('Not read yet').first().waitFor();
    const count = await rowsOf(page).count();
    // Somebody else uses the rest.
    for (let call = 0; call < 16; call += 1)
      // oxlint-disable-next-line no-await-in-loop
      await app
        .ask('query @fresh(maxAge: 0) { experiments(first: 1) { totalCount } }')
        .catch(() => 0);
    await comeBack(page);
    await page.getByText(/The budget of calls is used up\. This list is from .+ ago\./).waitFor();
    expect(await rowsOf(page).count()).toBe(count);
    await page.getByRole('group', { name: 'Status' }).getByText('Archived').click();
    const alert = page.getByRole('alert').filter({ hasText: 'BUDGET_EXCEEDED' });
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(/It may work again in \d+ seconds/);
    await page.getByRole('group', { name: 'Status' }).getByText('All').click();
    await expect.poll(() => rowsOf(page).count(), SOON).toBe(count);
    await app.close();
  }, 120_000);
});

describe.runIf(isCI || hasBrowser)(
  'the list of the web app when the next page loads slowly',
  () => {
    it('stays left when somebody opens an experiment while the search is still being typed', async () => {
      const app = await openApp();
      const page = await app.open('/');
      const search = page.getByRole('searchbox', { name: /^Search by name/ });
      const link = page.getByRole('link', { name: 'Template gallery on the empty state' });
      await link.waitFor();
      // Longer than the pause in the typing after which the list is searched.
      await page.route('**/*.js', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 600));
        await route.continue();
      });
      await search.fill('template gallery');
      await link.click();
      await page.getByRole('heading', { level: 1, name: 'Template gallery' }).waitFor();
      expect(new URL(page.url()).pathname).toMatch(/^\/experiments\/./);
      await app.close();
    }, 60_000);
  },
);

describe.runIf(isCI || hasBrowser)('the list of the web app when its server is away', () => {
  it('stays with its age, says when it is read again, and recovers by itself', async () => {
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
    await page.clock.install();
    await page.goto(address);
    await page.getByText('Live', { exact: true }).waitFor();
    const count = await rowsOf(page).count();
    expect(count).toBeGreaterThan(20);
    first.child.kill('SIGTERM');
    await first.ended;
    await page.getByText(/^Reconnecting since \d\d:\d\d:\d\d$/).waitFor();
    await comeBack(page);
    const age = page.getByText(
      /The API cannot be reached\. This list is from .+ ago\. It is read again at \d\d:\d\d:\d\d\./,
    );
    await age.waitFor();
    expect(await rowsOf(page).count()).toBe(count);
    await fetch(`${settings.POSTHOG_HOST}/api/projects/1/experiments/15/`, {
      method: 'PATCH',
      headers: { authorization: 'Bearer phx_sandbox', 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Renamed while away' }),
    });
    const second = spawnServer('start', { ...settings, PORT: new URL(address).port });
    await second.started;
    await page.clock.fastForward(60_000);
    await row(page, 'Renamed while away').waitFor({ timeout: 45_000 });
    await age.waitFor({ state: 'detached' });
    await page.getByText('Live', { exact: true }).waitFor({ timeout: 45_000 });
    await browser.close();
    for (const one of [second, sandbox]) {
      one.child.kill('SIGTERM');
      // oxlint-disable-next-line no-await-in-loop
      await one.ended;
    }
  }, 120_000);
});
