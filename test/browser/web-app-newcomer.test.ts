import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type AppWindows } from '../support/app-windows.ts';
import { hasBrowser } from '../support/browser.ts';

const isCI = process.env['CI'] === 'true';

interface Flag {
  readonly filters: { readonly multivariate: { readonly variants: readonly object[] } };
}

describe.runIf(isCI || hasBrowser)('somebody who opens the web app for the first time', () => {
  let app: AppWindows;
  beforeAll(async () => {
    app = await openApp();
  }, 120_000);
  afterAll(() => app.close());

  it('finds what needs a decision, understands why, ships it knowing the warning, and sees it elsewhere', async () => {
    const page = await app.open('/');
    await page.getByRole('link', { name: 'Needs a decision' }).click();
    const state = page.getByText(/^\d+ of \d+ open experiments need a decision$/);
    await state.waitFor();
    const before = Number.parseInt(await state.innerText(), 10);
    const item = page.getByRole('article').filter({ hasText: 'Comment threads redesign' });
    expect(await item.innerText()).toContain('“test” is better in “Comments per user”.');
    await item.getByRole('link').click();

    const decision = page.getByRole('region', { name: 'Decision' });
    await decision.getByText('No test arm is worse in a primary metric or a guardrail.').waitFor();
    const elsewhere = await app.open(new URL(page.url()).pathname);
    await elsewhere.getByText('Live', { exact: true }).waitFor();
    await decision.getByRole('button', { name: 'Ship “test” …' }).click();
    const dialog = page.getByRole('dialog');
    const warnings = dialog.getByRole('list', { name: 'Warnings' });
    await warnings.getByText('“Documents created per user”').waitFor();
    await warnings.getByText('No conclusion is given').waitFor();
    expect(await dialog.getByRole('row', { name: /^Status/ }).innerText()).toMatch(
      /Running\s+Stopped/,
    );
    await dialog.getByLabel('Conclusion').selectOption('Won');
    await warnings.getByText('No conclusion is given').waitFor({ state: 'detached' });
    await dialog.getByLabel('Why').fill('More comments, and nothing got worse.');
    await dialog.getByRole('button', { name: 'Ship “test” to everyone' }).click();
    await dialog.waitFor({ state: 'detached' });

    for (const window of [page, elsewhere]) {
      await window
        .getByText('Now stopped. Everyone whom the flag admits gets “test”.')
        .waitFor({ timeout: 15_000 });
      await window.getByRole('heading', { name: 'Concluded: Won' }).waitFor({ timeout: 15_000 });
      // Nothing asks for what is done.
      expect(await window.getByRole('button', { name: 'Ship “test” …' }).count()).toBe(0);
      expect(await window.locator('.actions .button[data-kind=main]').count()).toBe(0);
    }
    await page.getByRole('link', { name: /^Needs a decision/ }).click();
    await expect
      .poll(async () => Number.parseInt(await state.innerText(), 10), { timeout: 20_000 })
      .toBe(before - 1);
    expect(await item.count()).toBe(0);
    expect(app.problems).toEqual([]);
  });

  it('is led from a recommendation to roll back to what does it: the baseline for everyone', async () => {
    const page = await app.open('/experiments/20');
    await page.getByRole('button', { name: 'Give everyone “control” …' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.locator('.choice', { hasText: 'control' }).innerText()).toContain(
      'baseline',
    );
    await dialog.getByRole('button', { name: /^Ship “control” to/ }).waitFor();
    await page.close();
  });

  it('is led to the baseline wherever the flag has it among its variants', async () => {
    const { experiment } = await app.ask<{ experiment: { featureFlag: { posthogId: number } } }>(
      '{ experiment(id: 20) { featureFlag { posthogId } } }',
    );
    const path = `feature_flags/${experiment.featureFlag.posthogId}/`;
    const { filters } = await app.asColleague<Flag>('GET', path);
    const variants = filters.multivariate.variants.toReversed();
    await app.asColleague('PATCH', path, { filters: { ...filters, multivariate: { variants } } });
    const page = await app.open('/experiments/20');
    await page.getByRole('button', { name: 'Give everyone “control” …' }).waitFor();
    await page.getByRole('link', { name: 'Edit', exact: true }).first().click();
    expect(await page.getByLabel('Variant 1: key').inputValue()).toBe('test');
    expect(await page.getByLabel('Baseline: key').inputValue()).toBe('control');
    await page.close();
  });
});
