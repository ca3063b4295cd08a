import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, openBrowser } from '../support/browser.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';

const isCI = process.env['CI'] === 'true';
if (!hasBrowser && !isCI) {
  process.stdout.write('GraphiQL is not tested: no /usr/bin/chromium on this machine.\n');
}

describe.runIf(hasBrowser || isCI)('GraphiQL in a browser without a network', () => {
  let server: InProcess;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    server = await startInProcess({ POSTHOG_PROJECT_ID: '1' });
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('requestfailed', (request) => problems.push(`failed: ${request.url()}`));
    page.on('console', (line) => {
      if (line.type() === 'error') problems.push(line.text());
    });
    await page.goto(`${server.url}/graphql`);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  const tab = (name: string) => page.getByRole('tab', { name });
  const run = () => page.getByRole('button', { name: /execute query/i }).click();
  /**
   * The visible part of the answer. The editor renders only the lines in view, with non-breaking
   * spaces.
   */
  const answer = async () =>
    (await page.locator('.graphiql-response').innerText()).replaceAll('\u00a0', ' ');

  async function openTab(name: string): Promise<void> {
    await tab(name).getByRole('button', { name, exact: true }).click();
    const selected = () => tab(name).getAttribute('aria-selected');
    await expect.poll(selected, { timeout: 5_000 }).toBe('true');
  }

  /**
   * GraphiQL detects the operation in a tab a moment after opening it; until then, a press of the
   * button sends no request to the server.
   */
  async function runOnServer(operation: string): Promise<void> {
    const sent = async () => {
      const request = page.waitForRequest(
        (each) => each.postData()?.includes(`"operationName":"${operation}"`) ?? false,
        { timeout: 1000 },
      );
      const reached = request.then(
        () => true,
        () => false,
      );
      await run();
      return reached;
    };
    await expect.poll(sent, { timeout: 15_000 }).toBe(true);
  }

  it('opens with its predefined tabs', async () => {
    await tab('ExperimentsDashboard').waitFor();
    expect(await page.getByRole('tab').allInnerTexts()).toEqual([
      'ExperimentsDashboard',
      'LaunchExperiment',
      'ExperimentTimeseries',
    ]);
  });

  it('opens another tab at the first click of a new visitor', async () => {
    await openTab('ExperimentTimeseries');
    await openTab('ExperimentsDashboard');
    expect(await tab('ExperimentsDashboard').getAttribute('aria-selected')).toBe('true');
  });

  it('does not keep headers, which hold keys, in the browser', async () => {
    await page.getByRole('button', { name: 'Headers', exact: true }).click();
    await page.locator('.graphiql-editor:not(.hidden) .monaco-editor').last().click();
    await page.keyboard.type('"phx_pasted"');
    await page.waitForTimeout(1_000);
    const kept = await page.evaluate(() => JSON.stringify(Object.entries(localStorage)));
    expect(kept).toContain('ExperimentsDashboard');
    expect(kept).not.toContain('phx_pasted');
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
  });

  it('shows the answer below the editors on a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    const editors = (await page.locator('.graphiql-editors').boundingBox())!;
    const answers = (await page.locator('.graphiql-response').boundingBox())!;
    expect(answers.width).toBeGreaterThan(250);
    expect(answers.height).toBeGreaterThan(200);
    expect(answers.y).toBeGreaterThanOrEqual(editors.y + editors.height);
    await page.setViewportSize({ width: 1600, height: 1000 });
  });

  it('runs the dashboard query and shows its rows', async () => {
    await runOnServer('ExperimentsDashboard');
    await expect
      .poll(answer, { timeout: 15_000 })
      .toMatch(/"name": "\w.+",\n *"status": "RUNNING"/);
  });

  it('launches the draft of its second tab', async () => {
    await openTab('LaunchExperiment');
    await runOnServer('LaunchExperiment');
    await expect.poll(answer, { timeout: 15_000 }).toContain('LaunchExperimentPayload');
    expect(await answer()).toContain('"RUNNING"');
  });

  it('has loaded the schema: its documentation opens', async () => {
    await page.getByRole('button', { name: /documentation explorer/i }).click();
    const type = page.getByRole('link', { name: 'ExperimentStatus', exact: true });
    await expect.poll(() => type.count()).toBe(1);
  });

  it('sent no request to any other host and logged no error', () => {
    expect(problems).toEqual([]);
  });
});
