import { afterEach, describe, expect, it } from 'vitest';
import { hasBrowser } from '../support/browser.ts';
import { useExperimentPages } from '../support/experiment-pages.ts';
import { asColleague, injectFault } from '../support/sandbox-control.ts';

const isCI = process.env['CI'] === 'true';

describe.runIf(isCI || hasBrowser)('the dialog of an action', () => {
  const pages = useExperimentPages();
  const { numberOf, open } = pages;
  const heal = () => fetch(`${pages.sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
  afterEach(heal);

  const sent = (method: string, path: RegExp) =>
    pages.sandbox.requests().filter((one) => one.method === method && path.test(one.path));

  it('cannot be confirmed while what another choice would do is worked out', async () => {
    const page = await open('AI summaries in the sidebar');
    await page.getByRole('button', { name: /^Ship a variant/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('.choice', { hasText: 'test' }).getByRole('radio').check();
    await dialog.getByRole('row', { name: /^Gets “test”/ }).waitFor();
    await injectFault(pages.sandbox, '.*', { latency_ms: 1_500, times: 50 });
    await dialog.locator('.choice', { hasText: 'control' }).getByRole('radio').check();
    expect(await dialog.getByRole('row', { name: /^Gets/ }).count()).toBe(0);
    expect(await dialog.getByLabel('Working it out').count()).toBe(1);
    const ship = dialog.getByRole('button', { name: /^Ship “control”/ });
    expect(await ship.isDisabled()).toBe(true);
    await heal();
    await dialog.getByRole('row', { name: /^Gets “control”/ }).waitFor();
    expect(await ship.isEnabled()).toBe(true);
  });

  it('sends nothing when somebody else has changed what it would do, and says so', async () => {
    const page = await open('One-page checkout');
    const number = await numberOf('One-page checkout');
    await page.getByRole('button', { name: /^Ship a variant/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('.choice', { hasText: 'test' }).getByRole('radio').check();
    await dialog.getByRole('row', { name: /^Gets “test”/ }).waitFor();
    const { feature_flag: flag } = await asColleague(
      pages.sandbox,
      'GET',
      `experiments/${number}/`,
    );
    const groups = [{ properties: [], rollout_percentage: 10 }];
    await asColleague(pages.sandbox, 'PATCH', `feature_flags/${flag.id}/`, {
      filters: { ...flag.filters, groups },
    });
    pages.sandbox.clearRequests();
    await dialog.getByRole('button', { name: /^Ship “test”/ }).click();
    await dialog.getByText('Something has changed meanwhile').waitFor();
    expect(sent('POST', /ship_variant/)).toEqual([]);
    expect(await dialog.getByRole('row', { name: /^Rollout/ }).innerText()).toContain('10%');
    await dialog.getByRole('button', { name: 'Ship “test” to 10%' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(sent('POST', /ship_variant/)).toHaveLength(1);
  });

  it('follows what somebody else does, as the page behind it', async () => {
    const page = await open('Export to spreadsheet');
    const number = await numberOf('Export to spreadsheet');
    await page.getByText('Live', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Pause …' }).click();
    const dialog = page.getByRole('dialog');
    const pause = dialog.getByRole('button', { name: 'Pause', exact: true });
    await expect.poll(() => pause.isEnabled()).toBe(true);
    await asColleague(pages.sandbox, 'POST', `experiments/${number}/pause/`, {});
    await expect.poll(() => pause.isDisabled(), { timeout: 20_000 }).toBe(true);
    await dialog
      .getByText(/already paused/i)
      .first()
      .waitFor();
  });

  it('offers to work it out again after that has failed', async () => {
    const page = await open('Sign-up with passkeys');
    await expect.poll(() => page.locator('.shimmer').count()).toBe(0);
    await injectFault(pages.sandbox, '.*', { status: 500, times: 1_000 });
    await page.getByRole('button', { name: 'End …', exact: true }).click();
    const dialog = page.getByRole('dialog');
    const again = dialog.getByRole('button', { name: 'Try again' });
    await again.waitFor();
    await heal();
    const end = dialog.getByRole('button', { name: 'End', exact: true });
    // Nothing is sent to a PostHog that has failed several times, for a few seconds.
    await expect
      .poll(
        async () => {
          if (await again.isVisible()) await again.click();
          return end.isEnabled();
        },
        { timeout: 20_000, interval: 500 },
      )
      .toBe(true);
  });
});
