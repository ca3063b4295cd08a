import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, openBrowser } from '../support/browser.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { injectFault } from '../support/sandbox-control.ts';

const isCI = process.env['CI'] === 'true';
const TOKEN = 'a-token-long-enough';

describe.runIf(isCI || hasBrowser)('signing in to the web app', () => {
  let browser: Browser;
  let sandbox: Sandbox;
  /** Each caller needs a PostHog key. */
  let keys: InProcess;
  /** The server has a key; each caller needs the server's token. */
  let held: InProcess;
  beforeAll(async () => {
    sandbox = await createSandbox();
    [browser, keys, held] = await Promise.all([
      openBrowser(),
      startInProcess({ POSTHOG_HOST: sandbox.url, LOG_LEVEL: 'error' }),
      startInProcess({
        POSTHOG_HOST: sandbox.url,
        POSTHOG_API_KEY: 'phx_sandbox',
        GATEWAY_TOKEN: TOKEN,
        LOG_LEVEL: 'error',
      }),
    ]);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await Promise.all([keys.stop(), held.stop()]);
    await sandbox.close();
  });

  const signIn = async (page: Page, label: string | RegExp, text: string) => {
    await page.getByLabel(label).fill(text);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };
  const KEY = /^PostHog key/;
  const fault = ({ path = '.*', ...fails }: { status: number; times: number; path?: string }) =>
    injectFault(sandbox, path, fails);
  const list = (page: Page) => page.getByRole('table', { name: 'Experiments' });

  it('asks for a PostHog key, says why one is refused, and forgets it when the page is loaded again', async () => {
    const page = await browser.newPage();
    await page.goto(keys.url);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await signIn(page, KEY, 'phx_no_such_key');
    expect(await page.getByRole('alert').innerText()).toContain('UNAUTHENTICATED');
    await signIn(page, KEY, 'phx_sandbox');
    await list(page).waitFor();
    expect(
      await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })'),
    ).not.toContain('phx_');
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.close();
  });

  it('remembers a key for the tab if it is asked to, uses it for live changes too, and forgets it on signing out', async () => {
    const page = await browser.newPage();
    await page.goto(`${keys.url}/experiments/15`);
    await page.getByLabel('Remember in this tab').check();
    await signIn(page, KEY, 'phx_sandbox');
    await page.getByText('Live', { exact: true }).waitFor();
    await page.reload();
    await page.getByText('Live', { exact: true }).waitFor();
    await page.getByText('Account').click();
    await page.getByText('The key has every scope that this app needs.').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
    await page.close();
  });

  it('keeps what was entered in a form for whoever entered it', async () => {
    const page = await browser.newPage();
    page.on('dialog', (dialog) => void dialog.accept());
    const name = page.getByLabel('Name', { exact: true }).first();
    await page.goto(`${keys.url}/new`);
    await signIn(page, KEY, 'phx_sandbox');
    await name.fill('Mine');
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await signIn(page, KEY, 'phx_sandbox');
    await name.waitFor();
    expect(await name.inputValue()).toBe('Mine');
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await signIn(page, KEY, 'phx_readonly');
    await name.waitFor();
    expect(await name.inputValue()).toBe('');
    expect(await page.evaluate('JSON.stringify({ ...sessionStorage })')).not.toContain('Mine');
    await page.close();
  });

  it('asks again when the key stops working, keeps what was entered, and goes on with another key', async () => {
    const page = await browser.newPage();
    await page.goto(`${keys.url}/new`);
    await signIn(page, KEY, 'phx_sandbox');
    const name = page.getByLabel('Name', { exact: true }).first();
    await name.fill('Half written');
    await fault({ status: 401, times: 1_000 });
    await page.getByText('Account', { exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Sign in again' });
    await dialog.waitFor();
    expect(await dialog.getByRole('alert').innerText()).toContain('UNAUTHENTICATED');
    // A key that does not work either leaves the dialog where it is.
    await dialog.getByLabel(KEY).fill('phx_no_such_key');
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await dialog.waitFor();
    await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
    await dialog.getByLabel(KEY).fill('Bearer phx_sandbox');
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await name.inputValue()).toBe('Half written');
    await page.getByText('The key has every scope that this app needs.').waitFor();
    await page.close();
  });

  it('leaves what is typed into the dialog alone while a live page goes on, and stays closed when it was closed', async () => {
    const page = await browser.newPage();
    await page.goto(`${keys.url}/experiments/15`);
    await signIn(page, KEY, 'phx_sandbox');
    await page.getByText('Live', { exact: true }).waitFor();
    await fault({ status: 401, times: 1_000 });
    let requests = 0;
    page.on('request', () => (requests += 1));
    await page.getByText('History', { exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Sign in again' });
    await dialog.getByLabel(KEY).fill('half a key');
    await page.waitForTimeout(4_000);
    expect(await dialog.getByLabel(KEY).inputValue()).toBe('half a key');
    expect(requests).toBeLessThan(10);
    await dialog.getByRole('button', { name: 'Not now' }).click();
    await page.waitForTimeout(2_000);
    expect(await dialog.count()).toBe(0);
    await page.getByRole('button', { name: 'Sign in again …' }).first().click();
    await dialog.getByLabel(KEY).fill('phx_sandbox');
    await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Live', { exact: true }).waitFor();
    await page.close();
  });

  it('shows nothing of the project before when the key entered again is of another one', async () => {
    const page = await browser.newPage();
    await page.goto(`${keys.url}/experiments/15`);
    await signIn(page, KEY, 'phx_sandbox');
    const title = page.getByRole('heading', { level: 1, name: 'One-page checkout' });
    await title.waitFor();
    await fault({ status: 401, times: 1_000 });
    await page.getByText('History', { exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Sign in again' });
    await dialog.waitFor();
    await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
    await dialog.getByLabel(KEY).fill('phx_project2');
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await dialog.waitFor({ state: 'detached' });
    await title.waitFor({ state: 'detached' });
    expect(await page.locator('main').innerText()).not.toContain('One-page checkout');
    await page.close();
  });

  it('is asked for in the page of a key that may not read the project, too', async () => {
    const page = await browser.newPage();
    await fault({ status: 403, times: 1_000, path: 'projects/(1|@current)/$' });
    await page.goto(`${keys.url}/experiments/15`);
    await signIn(page, KEY, 'phx_sandbox');
    await page.getByText('Live', { exact: true }).waitFor();
    await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
    await fault({ status: 401, times: 1_000 });
    await page.getByText('History', { exact: true }).click();
    await page.getByRole('dialog', { name: 'Sign in again' }).waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('One-page checkout');
    await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
    await page.close();
  });

  it('stays on the page when a single call is refused while the key still works', async () => {
    const page = await browser.newPage();
    await page.goto(`${keys.url}/experiments/15`);
    await signIn(page, KEY, 'phx_sandbox');
    await page.getByText('Live', { exact: true }).waitFor();
    await fault({ status: 401, times: 1, path: 'activity' });
    await page.getByText('History', { exact: true }).click();
    await page.getByText('This key is not accepted').waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.close();
  });

  it("works with the server's own token where the server has a key", async () => {
    const page = await browser.newPage();
    await page.goto(held.url);
    await page.getByText('This server asks for a token of its own.').waitFor();
    await signIn(page, /^Token of this server/, TOKEN);
    await list(page).waitFor();
    expect(await list(page).getByRole('row').count()).toBe(28);
    await page.close();
  });
});
