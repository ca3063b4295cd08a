import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasBrowser, openBrowser } from '../support/browser.ts';
import { post } from '../support/post.ts';
import { spawnServer, type Spawned } from '../support/spawned.ts';

const isCI = process.env['CI'] === 'true';
if (!isCI && !hasBrowser) {
  process.stdout.write('The web app is not tested: no /usr/bin/chromium on this machine.\n');
}

describe.runIf(isCI || hasBrowser)('the web app', () => {
  let started: Spawned;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let problems: string[];

  beforeAll(async () => {
    [started, browser] = [spawnServer('start', { LOG_LEVEL: 'warn' }), await openBrowser()];
    await started.started;
    // One for all tests, so that the pages' files are read once.
    context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    started.child.kill('SIGTERM');
    await started.ended;
  });
  beforeEach(() => {
    problems = [];
  });
  afterEach(() => Promise.all(context.pages().map((one) => one.close())));

  /** Opens a window of the app and records its console errors. */
  async function open(path: string): Promise<Page> {
    const opened = await context.newPage();
    opened.on('pageerror', (error) => problems.push(error.message));
    opened.on('console', (line) => {
      if (line.type() === 'error' || line.type() === 'warning') problems.push(line.text());
    });
    await opened.goto(`${started.url('App')}/${path}`);
    return opened;
  }

  /** Sets or clears injected faults in the PostHog behind the app. */
  async function faults(method: 'POST' | 'DELETE', body?: Record<string, unknown>): Promise<void> {
    const response = await fetch(`${started.url('Sandbox')}/_sandbox/faults`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    expect(response.status).toBeLessThan(300);
  }

  const rows = () => page.getByRole('table', { name: 'Experiments' }).locator('tbody tr');
  const heading = (name: string) => page.getByRole('heading', { name, exact: true });
  const show = (status: string) =>
    page.getByRole('group', { name: 'Status' }).getByText(status).click();

  it('lists all experiments', async () => {
    page = await open('');
    await page.getByText('27 experiments', { exact: true }).waitFor();
    await expect.poll(() => rows().count(), { timeout: 10_000 }).toBe(27);
    expect(problems).toEqual([]);
  });

  it('shows for each launched experiment what to do', async () => {
    page = await open('');
    const row = rows().filter({ hasText: 'Comment threads redesign' });
    await row.getByText('Ship “test”').waitFor();
    const uneven = rows().filter({ hasText: 'Invite teammates during sign-up' });
    await expect.poll(() => uneven.innerText()).toContain('Uneven sample ratio');
  });

  it('filters the list by status and search text, and stores the filter in the URL', async () => {
    page = await open('');
    await show('Draft');
    await page.getByText('4 experiments').waitFor();
    await expect.poll(() => rows().getByText('Draft').count(), { timeout: 10_000 }).toBe(4);
    await page.getByRole('searchbox', { name: /^Search by name/ }).fill('referral');
    await page.getByText('1 experiment', { exact: true }).waitFor();
    expect(new URL(page.url()).search).toBe('?shown=DRAFT&search=referral');
    await page.getByRole('searchbox', { name: /^Search by name/ }).fill('nothing like it');
    await page.getByRole('button', { name: 'Show all experiments' }).click();
    await expect.poll(() => rows().count(), { timeout: 10_000 }).toBe(27);
  });

  it('draws each metric from the daily results', async () => {
    page = await open('');
    await page.getByRole('searchbox', { name: /^Search by name/ }).fill('template gallery');
    await page.getByRole('link', { name: 'Template gallery on the empty state' }).click();
    const metric = page.getByRole('region', { name: 'Started from a template' });
    await metric.locator('svg .line').first().waitFor();
    const graph = started.url('GraphQL')!.replace('/graphql', '');
    const { body } = await post<{ experiment: Results }>(graph, RESULTS);
    const points = body.data?.experiment.metrics[0]?.timeseries.points ?? [];
    const last = points.findLast(({ variants }) => variants.length > 0)!;

    const lines = metric.locator('svg .line');
    expect(await lines.count()).toBe(last.variants.length);
    for (const { key, delta } of last.variants) {
      const line = metric.locator(`svg .line[data-variant="${key}"]`);
      const days = points.filter(({ variants }) => variants.some((one) => one.key === key)).length;
      // A curve is one move and one segment for each further day; a confidence band runs forth and
      // back.
      const curve = (await line.locator('.delta').getAttribute('d')) ?? '';
      expect(curve.split('C')).toHaveLength(days);
      expect(await line.locator('.band').getAttribute('d')).toMatch(/^M.+Z$/);
      // A change that rounds to zero has no sign. Which days exist depends on today's date.
      const sign = Math.abs(delta) < 0.0005 ? '' : delta < 0 ? '−' : '+';
      const shown = `${key} ${sign}`;
      expect((await metric.locator('.readout').innerText()).replaceAll('\u00a0', ' ')).toContain(
        shown,
      );
    }
    expect(problems).toEqual([]);
  });

  it("shows the values of a chart's day by keyboard", async () => {
    page = await open('experiments/22');
    const chart = page.getByRole('slider', { name: /^Comments per user/ });
    await chart.focus();
    const newest = await chart.getAttribute('aria-valuetext');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => chart.getAttribute('aria-valuetext')).not.toBe(newest);
    expect(await chart.getAttribute('aria-valuetext')).toMatch(
      /^[A-Z][a-z]{2} \d+, \d{4}: test [+−]\S+%, interval/,
    );
  });

  it('warns of an uneven sample ratio with the numbers', async () => {
    page = await open('experiments/24');
    const warning = page.getByRole('alert').filter({ hasText: 'Uneven sample ratio' });
    await warning.waitFor();
    expect(await warning.innerText()).toMatch(/control [\d,]+ \([\d,]+ expected\), test/);
  });

  /** Opens the detail page of an experiment that the search finds alone. */
  async function openDetail(search: string, name: string): Promise<void> {
    page = await open('');
    await page.getByRole('searchbox', { name: /^Search by name/ }).fill(search);
    await page.getByText('1 experiment', { exact: true }).waitFor();
    await page.getByRole('link', { name }).click();
    await heading(name).waitFor();
  }

  it('shows the same chance to win in the sentence and in the table, whatever the goal of the metric', async () => {
    await openDetail('AI summaries', 'AI summaries in the sidebar');
    for (const [metric, goal] of [
      ['Shared something', 'Higher is better'],
      ['Cost', 'Lower is better'],
      ['Page load (ms)', 'Lower is better'],
    ] as const) {
      const card = page.getByRole('region', { name: metric });
      await card.getByText(goal).first().waitFor();
      const sentence = await card.getByText(/chance to be better/).innerText();
      const [, said] = /chance to be better (\d+\.\d)%/.exec(sentence) ?? [];
      const told = await card.locator('tbody tr').last().locator('td').last().innerText();
      expect(Number.parseFloat(told)).toBe(Number(said));
    }
  });

  it('warns in red before it ships a variant of an experiment with a broken sample ratio', async () => {
    await openDetail('Invite teammates', 'Invite teammates during sign-up');
    await page
      .getByRole('region', { name: 'Invited a teammate' })
      .locator('tbody tr')
      .last()
      .waitFor();
    const open = page.getByRole('button', { name: 'Ship a variant …' });
    expect(await open.getAttribute('data-kind')).not.toBe('main');
    await open.click();
    const dialog = page.getByRole('dialog');
    const choice = dialog.locator('.choice', { hasText: 'test' });
    expect(await choice.innerText()).toMatch(/[+−]\d+\.\d% \(95%: −\d+\.\d% to \+\d+\.\d%\)/);
    await choice.getByRole('radio').check();
    const warning = dialog.locator('.dry-run-warnings [data-tone=bad]').first();
    await warning.waitFor();
    expect(await warning.innerText()).toMatch(/control \d{4} \(\d{4} expected\), test \d{4} /);
    const ship = dialog.getByRole('button', { name: 'Ship “test” to everyone' });
    expect(await ship.getAttribute('data-kind')).toBe('grave');
  });

  it('says on the button whom a winner is shipped to, which is a fifth of the people', async () => {
    await openDetail('AI summaries', 'AI summaries in the sidebar');
    await page.locator('.button[data-kind=main]', { hasText: 'Ship a variant' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('.choice', { hasText: 'test' }).getByRole('radio').check();
    const ship = dialog.getByRole('button', { name: 'Ship “test” to 20%' });
    await ship.waitFor();
    expect(await ship.getAttribute('data-kind')).toBe('main');
    await dialog.getByRole('checkbox').check();
    await dialog.getByRole('button', { name: 'Ship “test” to everyone' }).waitFor();
  });

  it('says on the button that nobody gets a variant whose flag is off', async () => {
    await openDetail('Dark mode', 'Dark mode by default');
    await page.getByRole('button', { name: 'Ship a variant …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('.choice', { hasText: 'test' }).getByRole('radio').check();
    const ship = dialog.getByRole('button', { name: 'Ship “test” to nobody (flag off)' });
    expect(await ship.getAttribute('data-kind')).toBe('grave');
  });

  it('launches a draft after a dry run, and a second window is notified', async () => {
    page = await open('experiments/28');
    const second = await open('experiments/28');
    await heading('Referral credits').waitFor();
    for (const one of [page, second]) await one.getByText('Live', { exact: true }).waitFor();

    await page.getByRole('button', { name: /^Launch/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Launch: Referral credits' });
    const line = (label: string) => dialog.getByRole('row', { name: new RegExp(`^${label}`) });
    await line('Flag').waitFor();
    expect(await line('Status').innerText()).toMatch(/Draft\s+Running/);
    expect(await line('Flag').innerText()).toMatch(/Off\s+On/);
    // Nothing has been launched yet.
    expect(await second.getByText('Draft', { exact: true }).count()).toBe(1);

    await dialog.getByRole('button', { name: 'Launch' }).click();
    await page.locator('.status[data-status=RUNNING]').waitFor();
    await dialog.waitFor({ state: 'detached' });
    await second.locator('.status[data-status=RUNNING]').waitFor({ timeout: 15_000 });
    await second.getByText('Now running.').waitFor();
    await second.getByRole('button', { name: /^Pause/ }).waitFor();
    expect(problems).toEqual([]);
  });

  it('says why an action is not possible, also by keyboard', async () => {
    page = await open('experiments/30');
    const closed = page.getByText(/^Not possible now/);
    await closed.focus();
    await page.keyboard.press('Enter');
    const reasons = page.getByText('Experiment has not been launched yet.');
    await reasons.first().waitFor();
    expect(await reasons.count()).toBeGreaterThan(1);
  });

  it('shows the error code of an outage, and recovers on retry', async () => {
    await faults('POST', { match: { path: 'experiments' }, status: 503 });
    page = await open('?search=export');
    const alert = page.getByRole('alert').filter({ hasText: 'UPSTREAM_UNAVAILABLE' });
    await alert.waitFor({ timeout: 20_000 });
    await faults('DELETE');
    await alert.getByRole('button', { name: 'Try again' }).click();
    await rows().first().waitFor();
    expect(await alert.count()).toBe(0);
  });
});

interface Results {
  readonly metrics: readonly {
    readonly timeseries: {
      readonly points: readonly {
        readonly variants: readonly { readonly key: string; readonly delta: number }[];
      }[];
    };
  }[];
}

const RESULTS = `{
  experiment(id: "6") { metrics { timeseries { points { variants { key delta interval { lower } } } } } }
}`;
