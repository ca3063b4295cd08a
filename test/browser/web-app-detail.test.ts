import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../support/browser.ts';
import { useExperimentPages } from '../support/experiment-pages.ts';
import { asColleague, injectFault } from '../support/sandbox-control.ts';

const isCI = process.env['CI'] === 'true';

describe.runIf(isCI || hasBrowser)('the page of an experiment', () => {
  const pages = useExperimentPages();
  const { numberOf, open } = pages;

  const scorecardOf = (page: Page) => page.getByRole('region', { name: 'Scorecard' });

  describe('its scorecard', () => {
    it('has every metric and variant in one table, guardrails first, then what decides, then the rest', async () => {
      const page = await open('One-page checkout');
      const scorecard = scorecardOf(page);
      await expect.poll(() => scorecard.locator('tbody.part').count()).toBe(3);
      expect(await scorecard.locator('tbody.part').allTextContents()).toEqual([
        'Guardrails',
        'Primary metrics',
        'Secondary metrics',
      ]);
      const metrics = await page.locator('.metrics h3').allInnerTexts();
      expect(metrics).toHaveLength(5);
      for (const [at, name] of metrics.entries())
        expect(await scorecard.locator('.scorecard-metric').nth(at).innerText()).toContain(name);
      const row = scorecard.getByRole('row', { name: /test/ }).first();
      expect(await row.innerText()).toMatch(/test\s+[\d,]+\s+[+−]?\d+(\.\d)?%/);
      expect(pages.problems).toEqual([]);
    });

    it('draws all changes on one axis with one zero, and each where its number says', async () => {
      const page = await open('One-page checkout');
      const scorecard = scorecardOf(page);
      await expect.poll(() => scorecard.locator('svg.forest').count()).toBe(5);
      const drawn = await scorecard.locator('svg.forest').evaluateAll((drawings) =>
        drawings.map((drawing) => ({
          zero: Number(drawing.querySelector('.forest-zero')?.getAttribute('x1')),
          point: Number(drawing.querySelector('.forest-point')?.getAttribute('cx')),
          change: Number(drawing.closest('tr')?.querySelector('data')?.value),
        })),
      );
      expect(new Set(drawn.map(({ zero }) => zero)).size).toBe(1);
      // Pixels for a change of one are the same in every row, as all share the axis.
      const [first, ...others] = drawn.map(({ zero, point, change }) => (point - zero) / change);
      for (const scale of others) expect(scale).toBeCloseTo(first!, 6);
    });

    it('says which metric could not be read, and shows the others', async () => {
      const number = await numberOf('Search ranking v3');
      const { metrics } = await asColleague(pages.sandbox, 'GET', `experiments/${number}/`);
      const added = { ...metrics[0], uuid: crypto.randomUUID(), name: 'Added yesterday' };
      await asColleague(pages.sandbox, 'PATCH', `experiments/${number}/`, {
        metrics: [...metrics, added],
      });
      // The newest calculation of all metrics lacks it, so that its days are read.
      await injectFault(pages.sandbox, 'timeseries_results', { status: 500, times: 1_000 });
      const page = await open('Search ranking v3');
      const row = scorecardOf(page).getByRole('row', { name: /Added yesterday/ });
      await row.getByText('Could not be read').waitFor({ timeout: 30_000 });
      expect(await scorecardOf(page).locator('svg.forest').count()).toBe(metrics.length + 2);
      await page.getByRole('alert').filter({ hasText: 'UPSTREAM' }).first().waitFor();
    });
  });

  it('shows the people of each arm by day against the planned number, and when it ends', async () => {
    const page = await open('One-page checkout');
    const exposures = page.getByRole('region', { name: 'Variants and exposures' });
    const chart = exposures.getByRole('slider', { name: /^People exposed/ });
    const text = (await chart.getAttribute('aria-valuetext'))!;
    expect(text).toMatch(
      /^Nov \d+, 2026: [\d,]+ people of 61,440 planned: control [\d,]+, test [\d,]+$/,
    );
    const [, total, control, test] = /: ([\d,]+) people.*control ([\d,]+), test ([\d,]+)/
      .exec(text)!
      .map((part) => Number(part.replaceAll(',', '')));
    expect(control! + test!).toBe(total);
    expect(await exposures.locator('.planned .tick').textContent()).toBe('planned 61,440');
    await chart.focus();
    await page.keyboard.press('Home');
    const first = (await chart.getAttribute('aria-valuetext'))!;
    expect(Number(/: ([\d,]+) people/.exec(first)![1]!.replaceAll(',', ''))).toBeLessThan(total!);
    expect(await exposures.innerText()).toMatch(
      /[\d,]+ of 61,440 planned people \(\d+(\.\d)?%\)\. \d+ days? left: ends about Dec \d+, 2026\./,
    );
  });

  it('says of each metric how it is measured', async () => {
    const page = await open('One-page checkout');
    const card = page.locator('.metric').first();
    await card.getByText('How it is measured').click();
    await card.getByText('Shared', { exact: true }).last().waitFor();
    const all = await page
      .locator('.metric')
      .evaluateAll((cards) =>
        cards.map((one) => (one.querySelector('.definition dl') as HTMLElement).textContent),
      );
    expect(all.join(' ')).toContain('Funnel: the share of exposed people who complete the steps');
    expect(all.join(' ')).toContain('Mean: a value for each exposed person, averaged.');
    expect(all.join(' ')).toContain('Yes: other experiments may use it');
    expect(all.join(' ')).toMatch(/Events within \d+ days? after the exposure/);
  });

  it('reads the days of a metric that does not decide when somebody asks for them, for a call at most', async () => {
    const seriesRead = () =>
      pages.sandbox
        .requests()
        .filter(({ path }) => path.includes('timeseries_results'))
        .map(({ query }) => query['metric_uuid']);
    pages.sandbox.clearRequests();
    const page = await open('One-page checkout');
    const card = page.getByRole('region', { name: 'Support tickets' });
    await card.getByRole('button', { name: 'Show by day' }).waitFor();
    await expect.poll(() => page.locator('.shimmer').count()).toBe(0);
    const before = seriesRead().length;
    await card.getByRole('button', { name: 'Show by day' }).click();
    await card.getByRole('slider').waitFor();
    expect(seriesRead().length - before).toBeLessThanOrEqual(1);
    // Where the newest run is old, the last day was read for the result.
    expect(new Set(seriesRead()).size).toBe(seriesRead().length);
  });

  it('says what was decided by, which criteria are met, and what would change it', async () => {
    const page = await open('Invite teammates during sign-up');
    const decision = page.getByRole('region', { name: 'Decision' });
    await decision.getByText('The split differs from the configured one').first().waitFor();
    const split = decision.locator('.criteria li', { hasText: 'Split' });
    expect(await split.getAttribute('data-met')).toBe('false');
    expect(await decision.innerText()).toMatch(/Criteria \d met, \d not met/);
    expect(await decision.getByText('A split that agrees').isVisible()).toBe(true);
  });

  it('offers the action that mends a finding, in the same dialog as the action bar', async () => {
    const page = await open('Rounded avatars');
    const findings = page.getByRole('region', { name: 'Findings' });
    const mends = findings.getByRole('listitem').filter({ hasText: 'still serves' });
    await mends.getByRole('button', { name: 'Ship a variant …' }).click();
    await page.getByRole('dialog', { name: 'Ship a variant: Rounded avatars' }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });

  describe('the dialog of shipping', () => {
    it('marks the recommended variant, and begins with it when the recommendation is followed', async () => {
      const page = await open('Comment threads redesign');
      const dialog = page.getByRole('dialog');
      await page.getByRole('button', { name: 'Ship “test” …' }).click();
      await dialog.locator('.choice', { hasText: 'test' }).getByText('Recommended').waitFor();
      expect(await dialog.getByRole('radio', { name: /Recommended/ }).isChecked()).toBe(true);
      expect(await dialog.locator('.choice').getByText('Recommended').count()).toBe(1);
    });

    it('says which share of people gets the variant now and afterwards', async () => {
      const page = await open('AI summaries in the sidebar');
      await page.getByRole('button', { name: /^Ship a variant/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.locator('.choice', { hasText: 'test' }).getByRole('radio').check();
      const reach = dialog.getByRole('row', { name: /^Gets “test”/ });
      await reach.waitFor();
      expect(await reach.innerText()).toMatch(/10% of people\s+20% of people/);
      await dialog.getByRole('checkbox').check();
      await expect.poll(() => reach.innerText()).toMatch(/10% of people\s+everyone/);
    });

    it('warns in red of a broken sample ratio, of what is not significant and of an early end', async () => {
      const number = await numberOf('Invite teammates during sign-up');
      await asColleague(pages.sandbox, 'PATCH', `experiments/${number}/`, {
        running_time_calculation: { recommended_running_time: 365 },
      });
      const page = await open('Invite teammates during sign-up');
      await page.getByRole('button', { name: /^Ship a variant/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.locator('.choice', { hasText: 'test' }).getByRole('radio').check();
      const red = dialog.locator('.dry-run-warnings [data-tone=bad]');
      await red.first().waitFor();
      const texts = (await red.allInnerTexts()).join('\n');
      expect(texts).toContain('People were not split as configured');
      expect(texts).toContain('does not differ significantly');
      expect(texts).toContain('of 365 planned days are reached');
      expect(await dialog.getByText('Recommended').count()).toBe(0);
    });
  });

  it('shows in one window what was done in another, with what follows from it', async () => {
    const [one, other] = [await open('Sign-up with passkeys'), await open('Sign-up with passkeys')];
    for (const page of [one, other]) await page.getByText('Live', { exact: true }).waitFor();
    await one.getByRole('button', { name: 'End …', exact: true }).click();
    const dialog = one.getByRole('dialog');
    await dialog.getByRole('button', { name: 'End', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await other.locator('.status[data-status=STOPPED]').waitFor({ timeout: 15_000 });
    await other.getByText('Now stopped.').waitFor();
    await other.getByRole('button', { name: 'Archive …' }).first().waitFor();
    expect(pages.problems).toEqual([]);
  });

  it('keeps what it shows with its age when it cannot be read again', async () => {
    const page = await open('Export to spreadsheet');
    await expect.poll(() => page.locator('.shimmer').count()).toBe(0);
    await injectFault(pages.sandbox, 'experiments', { status: 503, times: 1_000 });
    const ages = async () => {
      await page.reload();
      await page.getByRole('heading', { level: 1 }).waitFor();
      return page.getByText(/^As of \d\d:\d\d:\d\d, /).count();
    };
    // As soon as what was read is no longer fresh.
    await expect.poll(ages, { timeout: 30_000, interval: 1_000 }).toBe(1);
    expect(await page.locator('.as-of').innerText()).toMatch(/PostHog is not answering/);
    await page.getByRole('heading', { level: 1, name: 'Export to spreadsheet' }).waitFor();
  });

  it('moves the keyboard to the page that a link leads to', async () => {
    const page = await pages.context.newPage();
    await page.goto(`${pages.server.url}/?search=Dark+mode`);
    await page.getByRole('link', { name: 'Dark mode by default' }).click();
    await page.getByRole('heading', { level: 1, name: 'Dark mode by default' }).waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
  });

  it('prints what is decided, without buttons and with every definition', async () => {
    const page = await open('One-page checkout');
    await expect.poll(() => page.locator('.shimmer').count()).toBe(0);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('main button:visible').count()).toBe(0);
    expect(await page.getByRole('region', { name: 'Decision' }).isVisible()).toBe(true);
    expect(await page.locator('.definition dl').first().isVisible()).toBe(true);
  });
});
