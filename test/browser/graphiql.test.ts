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
  const asked: string[] = [];

  beforeAll(async () => {
    server = await startInProcess({ POSTHOG_PROJECT_ID: '1' });
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('request', (request) => asked.push(request.url()));
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

  /** Opens a new tab with a document. */
  async function write(document: string): Promise<void> {
    await page.locator('.graphiql-tab-add').click();
    await page.locator('.graphiql-query-editor .CodeMirror').click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(document);
  }

  const panel = () => page.getByRole('region', { name: 'Cost' });
  const stored = () => page.evaluate(() => JSON.stringify(Object.entries(localStorage)));

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

  it('does not store headers, which hold keys, in the browser, neither with tabs nor with the history', async () => {
    await page.getByRole('button', { name: 'Headers', exact: true }).click();
    await page.locator('.graphiql-editor-tool .CodeMirror:visible').click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText('{ "x-note": "phx_pasted" }');
    await runOnServer('ExperimentsDashboard');
    await expect.poll(stored).toContain('graphiql:queries');
    await page.waitForTimeout(1_000);
    expect(await stored()).toContain('ExperimentsDashboard');
    expect(await stored()).not.toContain('phx_pasted');
    await page.locator('.graphiql-editor-tool .CodeMirror:visible').click();
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

  it('draws the calls of the last answer and the budget that is left', async () => {
    await page.reload();
    await page.getByRole('button', { name: 'Show Cost' }).click();
    await expect.poll(() => panel().innerText()).toContain('Run an operation');
    await write('query Costs { experiments(first: 5) { nodes { metrics { name } } } }');
    const received = page.waitForResponse(
      (response) => response.request().postData()?.includes('Costs') ?? false,
    );
    await runOnServer('Costs');
    const { extensions } = (await (await received).json()) as {
      extensions: { upstream: { calls: number; budget: { hourRemaining: number } } };
    };
    const figures = panel().locator('dl');
    const { calls, budget } = extensions.upstream;
    await expect.poll(() => figures.nth(0).innerText()).toMatch(new RegExp(`Made.*\\s${calls}\\s`));
    const hour = budget.hourRemaining.toLocaleString('en');
    expect(await figures.nth(1).innerText()).toMatch(
      new RegExp(`hour\\s*of 4,800 calls\\s+${hour}`),
    );
    await runOnServer('Costs');
    await expect.poll(() => figures.nth(2).innerText()).toMatch(/Cache hits.*\s[1-9]/);
    await expect.poll(() => panel().getByRole('status').innerText()).toContain('needed none');
  });

  it('lists what was executed, and opens it again', async () => {
    await openTab('ExperimentTimeseries');
    await page.getByRole('button', { name: 'Show History' }).click();
    await page.getByRole('button', { name: 'Costs', exact: true }).click();
    await expect
      .poll(() => page.locator('.graphiql-query-editor').innerText())
      .toContain('query Costs');
  });

  it('is operated with the keyboard', async () => {
    const cost = page.getByRole('button', { name: 'Show Cost' });
    await page.getByRole('button', { name: 'Hide History' }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await panel().waitFor();
    expect(await cost.count()).toBe(0);
  });

  it('shows the answer of a deferred part, and its cost when it is complete', async () => {
    await write('query Deferred { experiment(id: 15) { name ... @defer { metrics { name } } } }');
    await runOnServer('Deferred');
    await expect.poll(answer, { timeout: 15_000 }).toContain('"metrics": [');
    await expect.poll(answer).toContain('"name": ');
    await expect.poll(() => panel().getByRole('status').innerText()).toContain('call');
  });

  it('follows a subscription until it is stopped', async () => {
    await write('subscription Follow { experimentChanged(id: "27") { experiment { name } } }');
    await runOnServer('Follow');
    await page.getByRole('button', { name: /stop query/i }).waitFor();
    await expect.poll(answer, { timeout: 30_000 }).toContain('"experimentChanged"');
    const ended = page.waitForEvent('requestfailed', (request) =>
      Boolean(request.postData()?.includes('Follow')),
    );
    await page.getByRole('button', { name: /stop query/i }).click();
    await ended;
    await page.getByRole('button', { name: /execute query/i }).waitFor();
    // What the visitor has stopped did not fail.
    problems.splice(0, problems.length, ...problems.filter((one) => !one.startsWith('failed:')));
  });

  it('gives a panel the whole width of a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    expect((await panel().boundingBox())!.width).toBeGreaterThan(250);
    const bars = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(bars).toBeLessThanOrEqual(390);
    await page.setViewportSize({ width: 1600, height: 1000 });
  });

  it('has loaded the schema: its documentation opens', async () => {
    await page.getByRole('button', { name: /documentation explorer/i }).click();
    const type = page.getByRole('link', { name: 'ExperimentStatus', exact: true });
    await expect.poll(() => type.count()).toBe(1);
  });

  it('sent no request to any other host and logged no error', () => {
    expect(problems).toEqual([]);
    const elsewhere = asked.filter((address) => !address.startsWith(`${server.url}/`));
    expect(elsewhere.filter((address) => !address.startsWith('data:'))).toEqual([]);
  });
});
