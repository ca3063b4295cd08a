import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../support/browser.ts';
import { useExperimentPages } from '../support/experiment-pages.ts';
import { startInProcess } from '../support/in-process.ts';
import { asColleague } from '../support/sandbox-control.ts';

const isCI = process.env['CI'] === 'true';

describe.runIf(isCI || hasBrowser)('what is recorded about an experiment, on its page', () => {
  const pages = useExperimentPages();
  const { numberOf, open } = pages;

  describe('its conclusion', () => {
    it('is not written over what somebody else wrote meanwhile, and keeps what was typed', async () => {
      const [mine, theirs] = [
        await open('Feed of recent activity'),
        await open('Feed of recent activity'),
      ];
      const dialog = (page: Page) => page.getByRole('dialog', { name: /^Conclusion/ });
      for (const page of [mine, theirs]) {
        await page.getByRole('button', { name: /conclusion …$/ }).click();
        await dialog(page).waitFor();
      }
      await dialog(theirs).getByLabel('Conclusion').selectOption('Inconclusive');
      await dialog(theirs).getByLabel('Why').fill('No difference after four weeks.');
      await dialog(theirs).getByRole('button', { name: 'Save' }).click();
      await dialog(theirs).waitFor({ state: 'detached' });
      await theirs.getByText('No difference after four weeks.').waitFor();

      await dialog(mine).getByLabel('Conclusion').selectOption('Lost');
      await dialog(mine).getByLabel('Why').fill('Fewer documents were opened.');
      await dialog(mine).getByRole('button', { name: 'Save' }).click();
      const conflict = dialog(mine).getByRole('alert');
      await conflict.getByText('Somebody else changed it meanwhile').waitFor();
      expect(await conflict.innerText()).toContain('No difference after four weeks.');
      expect(await dialog(mine).getByLabel('Why').inputValue()).toBe(
        'Fewer documents were opened.',
      );
      const stored = await asColleague(
        pages.sandbox,
        'GET',
        `experiments/${await numberOf('Feed of recent activity')}/`,
      );
      expect(stored).toMatchObject({ conclusion: 'inconclusive' });

      await conflict.getByRole('button', { name: 'Keep mine' }).click();
      await dialog(mine).getByRole('button', { name: 'Save' }).click();
      await dialog(mine).waitFor({ state: 'detached' });
      // The other window follows.
      await theirs.getByText('Fewer documents were opened.').waitFor({ timeout: 15_000 });
    });
  });

  it('lists who changed what and when, 20 at a time, when it is opened', async () => {
    const number = await numberOf('Faster editor start');
    for (let at = 0; at < 25; at += 1) {
      // One after another, so that each is a change of its own.
      // oxlint-disable-next-line no-await-in-loop
      await asColleague(pages.sandbox, 'PATCH', `experiments/${number}/`, {
        description: `Take ${at}`,
      });
    }
    const page = await open('Faster editor start');
    await page.getByRole('heading', { name: 'History' }).click();
    const entries = page.locator('.history-list > li');
    await expect.poll(() => entries.count()).toBe(20);
    const newest = await entries.first().innerText();
    expect(newest).toContain('Description: Take 23 → Take 24');
    expect(newest).toMatch(/updated the experiment/);
    expect(await entries.first().locator('time').innerText()).toMatch(
      /^.+, Nov 28, 2026, \d\d:\d\d UTC$/,
    );
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(() => entries.count()).toBeGreaterThan(24);
    expect(pages.problems).toEqual([]);
  });

  it('opens the report, and saves the results of this experiment as a table', async () => {
    const page = await open('Comment threads redesign');
    const link = page.getByRole('link', { name: /^Report \(HTML\)/ });
    const [report] = await Promise.all([pages.context.waitForEvent('page'), link.click()]);
    await report.getByRole('heading', { level: 1 }).waitFor();
    expect(await report.getByRole('heading', { level: 1 }).innerText()).toContain(
      'Comment threads redesign',
    );
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Results (CSV)' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^experiment-\d+-results\.csv$/);
    const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines.slice(1)) expect(line).toContain('Comment threads redesign');
    expect(pages.problems).toEqual([]);
  });

  it('sends the key that was entered for a report too, which a link cannot', async () => {
    const keys = await startInProcess({ POSTHOG_HOST: pages.sandbox.url, LOG_LEVEL: 'error' });
    const page = await pages.context.newPage();
    await page.goto(`${keys.url}/experiments/${await numberOf('Comment threads redesign')}`);
    await page.getByLabel(/^PostHog key/).fill('phx_sandbox');
    await page.getByRole('button', { name: 'Sign in' }).click();
    const button = page.getByRole('button', { name: 'Report (HTML)' });
    const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
    expect(file.suggestedFilename()).toMatch(/^experiment-\d+-report\.html$/);
    expect(await readFile(await file.path(), 'utf8')).toContain('Comment threads redesign</h1>');
    await page.close();
    await keys.stop();
  });

  it('leads to the experiment, its flag and the recordings of each variant in PostHog', async () => {
    const page = await open('Comment threads redesign');
    const links = page.getByRole('list', { name: 'In PostHog' }).getByRole('link');
    const number = await numberOf('Comment threads redesign');
    expect(await links.first().getAttribute('href')).toBe(
      `${pages.sandbox.url}/project/1/experiments/${number}`,
    );
    const names = (await links.allInnerTexts()).map((text) => text.split(/ ↗|\n/)[0]);
    expect(names).toEqual([
      'Experiment in PostHog',
      'Flag in PostHog',
      'Recordings of control',
      'Recordings of test',
      'Recordings of test-compact',
    ]);
  });
});
