import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, openBrowser } from '../support/browser.ts';
import { spawnServer, type Spawned } from '../support/spawned.ts';

const isCI = process.env['CI'] === 'true';

// A time at which the sandbox's experiments are as old as when they were written.
const NOW = ['--now', '2026-11-28T12:00:00Z'];

describe.runIf(isCI || hasBrowser)('deciding in the web app', () => {
  let started: Spawned;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    [started, browser] = [spawnServer('start', { LOG_LEVEL: 'warn' }, NOW), await openBrowser()];
    await started.started;
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (line) => {
      if (line.type() === 'error') problems.push(line.text());
    });
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    started.child.kill('SIGTERM');
    await started.ended;
  });

  const open = (path: string) => page.goto(`${started.url('App')}${path}`);

  it('lists each experiment with what to do and the largest change of its primary metric', async () => {
    await open('/?search=Comment+threads');
    const row = page.getByRole('row', { name: /Comment threads redesign/ });
    await row.getByText('Ship “test”').waitFor();
    expect(await row.innerText()).toContain('+7.8%');
    expect(await row.innerText()).toContain('Comments per user');
  });

  it('collects what needs a decision, with the reasons, and leaves out what only has to go on', async () => {
    await page.getByRole('link', { name: 'Needs a decision' }).click();
    const uneven = page.getByRole('article').filter({ hasText: 'Invite teammates during sign-up' });
    await uneven.getByText('People were not split as configured').waitFor();
    expect(await uneven.innerText()).toContain('Review');
    const names = await page
      .getByRole('article')
      .getByRole('heading', { level: 3 })
      .allInnerTexts();
    expect(names).toContain('Dark mode by default');
    expect(names).not.toContain('Search ranking v3');
    expect(new URL(page.url()).pathname).toBe('/inbox');
  });

  it('says on the page of an experiment what to do, by which criteria, and what to look at', async () => {
    await page.getByRole('link', { name: 'Invite teammates during sign-up' }).click();
    const decision = page.getByRole('region', { name: 'Decision' });
    await decision.getByText('The split differs from the configured one').first().waitFor();
    expect(await decision.innerText()).toMatch(/What would change it\s+A split that agrees/);
    const findings = page.getByRole('region', { name: 'Findings' });
    expect(await findings.innerText()).toContain('People were not split as configured');
    expect(problems).toEqual([]);
  });

  it('leads to GraphiQL, the REST viewer and the documentation', async () => {
    const nav = page.getByRole('navigation', { name: 'Main' });
    for (const [name, path] of [
      ['GraphiQL', '/graphql'],
      ['REST', '/v1'],
      ['Docs', '/docs/'],
    ] as const)
      expect(await nav.getByRole('link', { name }).getAttribute('href')).toBe(path);
  });
});

describe.runIf(isCI || hasBrowser)('the web app when its server stops and starts again', () => {
  it('says since when it is not live, and catches up by itself', async () => {
    const browser = await openBrowser();
    const sandbox = spawnServer('sandbox', {}, NOW);
    await sandbox.started;
    const posthog = sandbox.url('Sandbox')!;
    const settings = { LOG_LEVEL: 'warn', POSTHOG_HOST: posthog, POSTHOG_API_KEY: 'phx_sandbox' };
    const first = spawnServer('start', settings);
    await first.started;
    const address = first.url('App')!;
    const page = await browser.newPage();
    await page.goto(`${address}/experiments/15`);
    await page.getByText('Live', { exact: true }).waitFor();
    first.child.kill('SIGTERM');
    await first.ended;
    await page.getByText(/^Reconnecting since \d\d:\d\d:\d\d$/).waitFor();
    // Somebody pauses it while the page cannot know.
    await fetch(`${posthog}/api/projects/1/experiments/15/pause/`, {
      method: 'POST',
      headers: { authorization: 'Bearer phx_sandbox', 'content-type': 'application/json' },
      body: '{}',
    });
    const second = spawnServer('start', { ...settings, PORT: new URL(address).port });
    await second.started;
    await page.getByText('Live', { exact: true }).waitFor({ timeout: 45_000 });
    await page.getByText('Paused', { exact: true }).waitFor();
    expect(await page.getByText(/^Reconnecting/).count()).toBe(0);
    await browser.close();
    for (const one of [second, sandbox]) {
      one.child.kill('SIGTERM');
      await one.ended;
    }
  }, 120_000);
});
