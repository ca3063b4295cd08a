import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type AppWindows } from '../support/app-windows.ts';
import { hasBrowser } from '../support/browser.ts';

const isCI = process.env['CI'] === 'true';
/** For what the page does by itself, on a busy machine too. */
const SOON = { timeout: 15_000 };

interface Calculated {
  readonly calculateRunningTime: {
    readonly recommendedSampleSize: number;
    readonly recommendedRunningTimeDays: number;
  };
}

interface Facts {
  readonly experimentSetupContext: {
    readonly candidateMetric: { readonly data: { readonly conversionRate: number } };
    readonly targetSurface: { readonly data: { readonly exposuresPerDayEstimate: number } };
  };
}

describe.runIf(isCI || hasBrowser)(
  'planning, holdouts, shared metrics and projects in the web app',
  () => {
    let app: AppWindows;
    let page: Page;
    beforeAll(async () => {
      app = await openApp();
    }, 120_000);
    afterAll(() => app.close());
    afterEach(async () => {
      for (const one of page.context().pages()) await one.close();
    });

    const button = (name: string | RegExp) => page.getByRole('button', { name });
    const dialog = () => page.getByRole('dialog');
    const number = (value: number) => value.toLocaleString('en');
    const calculate = async (effect: number) =>
      (
        await app.ask<Calculated>(`{
        calculateRunningTime(input: {
          metricType: FUNNEL, baselineValue: 0.12, minimumDetectableEffect: ${effect}
          exposureRatePerDay: 2400, numberOfVariants: 3
        }) { recommendedSampleSize recommendedRunningTimeDays }
      }`)
      ).calculateRunningTime;

    /** Fills in the planner what {@link calculate} asks. */
    async function plan(): Promise<void> {
      await page.getByLabel('Value today').fill('12');
      await page.getByLabel('Smallest effect worth detecting').fill('5');
      await page.getByLabel('People a day').fill('2400');
      await page.getByLabel('Variants', { exact: true }).fill('3');
    }

    it('plans what the API plans, with one call for a whole chart', async () => {
      page = await app.open('/planner');
      await app.forget();
      await plan();
      await expect.poll(() => page.locator('svg .effect-point').count(), SOON).toBe(14);
      expect(await app.requests('POST', /calculate_running_time/)).toBe(1);
      const { recommendedSampleSize, recommendedRunningTimeDays } = await calculate(5);
      await page
        .getByText(`${number(recommendedRunningTimeDays)} days`)
        .first()
        .waitFor();
      await page.getByText(`${number(recommendedSampleSize)} people in all`).waitFor();
      await page.getByText('As a table').click();
      const rows = page.locator('.figures-table tbody tr');
      expect(await rows.count()).toBe(14);
      for (const effect of [2, 5, 9]) {
        const exact = await calculate(effect);
        expect(await rows.filter({ hasText: new RegExp(`^${effect}%`) }).innerText()).toMatch(
          new RegExp(
            `^${effect}%\\s+${number(exact.recommendedSampleSize)}\\s+${number(exact.recommendedRunningTimeDays)}$`,
          ),
        );
      }
      expect(app.problems).toEqual([]);
    });

    it('reads out points by keyboard, and takes one over', async () => {
      page = await app.open('/planner');
      await plan();
      const slider = page.getByRole('slider', { name: /^Days by the smallest effect/ });
      await slider.focus();
      expect(await slider.getAttribute('aria-valuetext')).toMatch(/^5%: \d+ days/);
      await page.keyboard.press('End');
      const { recommendedRunningTimeDays: days } = await calculate(15);
      await expect
        .poll(() => slider.getAttribute('aria-valuetext'), SOON)
        .toMatch(`15%: ${days} day`);
      await button('Take 15%').click();
      await expect
        .poll(() => page.getByLabel('Smallest effect worth detecting').inputValue(), SOON)
        .toBe('15');
    });

    it('hands the plan over to a new experiment, and says what is wrong with a number', async () => {
      page = await app.open('/planner');
      await page.getByLabel('Value today').fill('120');
      await page.getByText('A conversion rate is a percentage above 0, up to 100.').waitFor();
      await plan();
      await button('Use in a new experiment').click();
      const { recommendedRunningTimeDays, recommendedSampleSize } = await calculate(5);
      const region = page.getByRole('region', { name: 'Planned running time' });
      await expect
        .poll(() => region.getByLabel('Days', { exact: true }).inputValue(), SOON)
        .toBe(String(recommendedRunningTimeDays));
      expect(await region.getByLabel('People', { exact: true }).inputValue()).toBe(
        String(recommendedSampleSize),
      );
    });

    it('reads the value today and the people a day from PostHog', async () => {
      page = await app.open('/planner');
      await page.getByText('Read today’s values from PostHog').click();
      await page.getByLabel('Event of the place').fill('pricing_viewed');
      await page.getByLabel('Event of the metric').fill('checkout_started');
      await button('Read values').click();
      await page.getByText(/^Found: \d+(\.\d)?% convert, [\d,]+ people a day\.$/).waitFor();
      await page.getByText(/people in all/).waitFor();
      const { experimentSetupContext: facts } = await app.ask<Facts>(`{
        experimentSetupContext(
          input: { targetEvent: "pricing_viewed", metricEvent: "checkout_started" }
        ) {
          candidateMetric { data { conversionRate } }
          targetSurface { data { exposuresPerDayEstimate } }
        }
      }`);
      const rate = facts.candidateMetric.data.conversionRate * 100;
      expect(Number(await page.getByLabel('Value today').inputValue())).toBeCloseTo(rate, 1);
      expect(await page.getByLabel('People a day').inputValue()).toBe(
        String(Math.round(facts.targetSurface.data.exposuresPerDayEstimate)),
      );
    });

    it('creates a holdout, which an experiment uses, and warns of that before it is deleted', async () => {
      page = await app.open('/holdouts');
      await button('New holdout …').click();
      await dialog().getByLabel('Name').fill('');
      await dialog().getByLabel('People left out').fill('120');
      await dialog().getByRole('button', { name: 'Create holdout' }).click();
      await dialog().locator('.fault').first().waitFor();
      await dialog().getByLabel('Name').fill('Winter holdout');
      await dialog().getByLabel('People left out').fill('3');
      await dialog().getByRole('button', { name: 'Create holdout' }).click();
      const card = page.locator('.card', { hasText: 'Winter holdout' });
      await card.getByText('3% left out').waitFor();
      await card.getByText('Used by no experiment.').waitFor();

      await page.goto(new URL('/experiments/29/edit', page.url()).href);
      await page
        .getByRole('combobox', { name: 'Holdout' })
        .selectOption({ label: 'Winter holdout (3% left out)' });
      await button('Save changes').click();
      await page.waitForURL(/\/experiments\/[^/]+$/);

      await page.getByRole('link', { name: 'Holdouts' }).click();
      await card.getByText('Used by 1 experiment: Untitled experiment').waitFor();
      await card.getByRole('button', { name: /^Edit/ }).click();
      await dialog().getByLabel('People left out').fill('4');
      await dialog().getByRole('button', { name: 'Save changes' }).click();
      await card.getByText('4% left out').waitFor();
      await card.getByRole('button', { name: /^Delete/ }).click();
      await dialog().getByText('Used by 1 experiment: Untitled experiment').waitFor();
      await dialog().getByRole('button', { name: 'Delete holdout' }).click();
      await expect.poll(() => card.count(), SOON).toBe(0);
      const { experiment } = await app.ask<{ experiment: { holdout: unknown } }>(
        '{ experiment(id: "29") { holdout { name } } }',
      );
      expect(experiment.holdout).toBeNull();
    });

    it('creates, finds, changes and deletes a shared metric, and says which experiments use one', async () => {
      page = await app.open('/metrics');
      await button('New shared metric …').click();
      await dialog().getByLabel('Name').fill('Support tickets per user');
      await dialog().getByLabel('Event of step 1 after the exposure').fill('plan_upgraded');
      await dialog().getByRole('button', { name: 'Create metric' }).click();
      await dialog().locator('.fault', { hasText: 'already exists' }).waitFor();
      await dialog().getByLabel('Name').fill('Upgraded');
      await dialog().getByLabel('Tags').fill('guardrail');
      await dialog().getByRole('button', { name: 'Create metric' }).click();
      const card = page.locator('.card', { hasText: 'Upgraded' });
      await card.getByText('Funnel · Higher is better').waitFor();
      await page.getByRole('searchbox').fill('tickets');
      const tickets = page.locator('.card', { hasText: 'Support tickets per user' });
      await expect.poll(() => page.locator('.card').count(), SOON).toBe(1);
      await tickets.getByText('Experiments that use it').click();
      await tickets.getByRole('link', { name: 'Cancel flow with pause offer' }).waitFor();
      await page.getByRole('searchbox').fill('upgraded');
      await card.getByRole('button', { name: /^Edit/ }).click();
      await dialog().getByLabel('Goal').selectOption('DECREASE');
      await dialog().getByRole('button', { name: 'Save changes' }).click();
      await card.getByText('Funnel · Lower is better').waitFor();
      await card.getByRole('button', { name: /^Delete/ }).click();
      await dialog().getByText('No experiment that is not archived uses it.').waitFor();
      await dialog().getByRole('button', { name: 'Delete metric' }).click();
      await page.getByText('Nothing fits').waitFor();
    });

    it('shows another project once it is chosen, also after loading again, and creates experiments there', async () => {
      page = await app.open('/');
      await page.getByText('27 experiments').waitFor();
      await page.getByText('Account').click();
      await page.getByLabel('Project').selectOption({ label: 'Lumen Mobile' });
      await page.getByRole('link', { name: 'Lumen Mobile' }).waitFor();
      const names = () => page.locator('.list tbody th a').allInnerTexts();
      await expect.poll(async () => (await names()).length, SOON).toBeGreaterThan(0);
      const other = await app.ask<{ experiments: { nodes: { name: string }[] } }>(
        '{ experiments(first: 12, projectId: "2") { nodes { name } } }',
      );
      expect(await names()).toEqual(other.experiments.nodes.map(({ name }) => name));
      await page.reload();
      await page.getByRole('link', { name: 'Lumen Mobile' }).waitFor();
      await page.getByRole('link', { name: 'New experiment' }).click();
      await page.getByLabel('Name', { exact: true }).first().fill('On phones');
      await button('Create draft').click();
      await page.getByRole('heading', { name: 'On phones', level: 1 }).waitFor();
      expect(
        await app.ask('{ experiment(featureFlagKey: "on-phones", projectId: "2") { projectId } }'),
      ).toEqual({ experiment: { projectId: '2' } });
      const elsewhere = await app.open('/');
      await elsewhere.getByRole('link', { name: 'Lumen Web' }).waitFor();
    });
  },
);

describe.runIf(isCI || hasBrowser)('a long list of shared metrics in the web app', () => {
  it('is shown to its end, also after a form has suggested their events', async () => {
    const app = await openApp();
    for (let number = 1; number <= 120; number += 1)
      await app.asColleague('POST', 'experiment_saved_metrics/', {
        name: `Long list ${number}`,
        query: {
          kind: 'ExperimentMetric',
          metric_type: 'mean',
          source: { kind: 'EventsNode', event: `event_${number}` },
        },
      });
    const page = await app.open('/new');
    page.on('dialog', (dialog) => void dialog.accept());
    await page.getByRole('button', { name: 'Add a metric by event' }).click();
    const event = page.getByLabel('Event of step 1 after the exposure');
    await event.focus();
    const list = page.locator(`datalist[id="${await event.getAttribute('list')}"] option`);
    await expect.poll(() => list.count(), SOON).toBeGreaterThan(100);
    await page.getByRole('link', { name: 'Metrics', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Shared metrics' }).waitFor();
    const card = page.locator('.card');
    const more = page.getByRole('button', { name: 'Show more' });
    const all = 126;
    await page.getByText(`${all} shared metrics`).waitFor();
    for (let count = await card.count(); count < all; count = await card.count()) {
      await more.click();
      await expect.poll(() => card.count(), SOON).toBeGreaterThan(count);
    }
    await expect.poll(() => more.count(), SOON).toBe(0);
    await page.getByRole('heading', { name: 'Long list 1', exact: true }).waitFor();
    expect(app.problems).toEqual([]);
    await app.close();
  }, 60_000);
});
