import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../support/browser.ts';
import { useExperimentPages } from '../support/experiment-pages.ts';
import { asColleague } from '../support/sandbox-control.ts';

const isCI = process.env['CI'] === 'true';

describe.runIf(isCI || hasBrowser)('the page of a draft', () => {
  const pages = useExperimentPages();
  const { numberOf, open } = pages;

  const create = (name: string, key: string) =>
    asColleague(pages.sandbox, 'POST', 'experiments/', { name, feature_flag_key: key });

  it('lists what to look at before the launch, and what is not as it should be again in the dialog', async () => {
    const number = await numberOf('One-page checkout');
    const { feature_flag_key: key } = await asColleague(
      pages.sandbox,
      'GET',
      `experiments/${number}/`,
    );
    await create('Shares a flag', String(key));
    const page = await open('Shares a flag');
    const list = page.getByRole('region', { name: 'Before the launch' });
    const own = list.getByRole('listitem').filter({ hasText: 'Flag of its own' });
    expect(await own.innerText()).toContain('also used by “One-page checkout”');
    expect(await own.getAttribute('data-met')).toBe('false');
    expect(await list.getByRole('listitem').count()).toBe(10);
    await page.getByRole('button', { name: 'Launch …' }).click();
    const unmet = page.getByRole('dialog').getByRole('list', { name: 'Not as it should be' });
    expect(await unmet.innerText()).toContain('There is no secondary metric');
    const warnings = page.getByRole('dialog').getByRole('list', { name: 'Warnings' });
    const said = await warnings.innerText();
    expect(said).toContain('no primary metric');
    expect(said).toMatch(/Other experiments .* use the flag .*“One-page checkout”/);
    // Said by the dry run, and not once more.
    expect(await unmet.innerText()).not.toMatch(/no primary metric|One-page checkout/);
    expect(pages.problems).toEqual([]);
  });

  it('without metrics leads to the form that adds them', async () => {
    await create('Measures nothing', 'measures-nothing');
    const page = await open('Measures nothing');
    await page.getByRole('link', { name: 'Add metrics' }).click();
    await page.waitForURL(/\/experiments\/[^/]+\/edit$/);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(pages.problems).toEqual([]);
  });

  it('has no checklist once it is launched', async () => {
    const page = await open('One-page checkout');
    await page.getByRole('region', { name: 'Decision' }).waitFor();
    expect(await page.getByRole('region', { name: 'Before the launch' }).count()).toBe(0);
  });
});

describe.runIf(isCI || hasBrowser)('the page of an experiment whose variant was shipped', () => {
  const pages = useExperimentPages();

  it('says so in place of a recommendation to ship it, until it is concluded', async () => {
    const number = await pages.numberOf('One-page checkout');
    const post = (action: string, body: object) =>
      asColleague(pages.sandbox, 'POST', `experiments/${number}/${action}/`, { ...body });
    await post('ship_variant', { variant_key: 'test' });
    const page = await pages.open('One-page checkout');
    const panel = page.getByRole('region', { name: 'Decision' });
    await panel.getByRole('heading', { name: 'Shipped: “test”' }).waitFor();
    expect(await panel.innerText()).toContain('Only a conclusion is missing.');
    expect(await panel.getByRole('button').count()).toBe(0);
  });
});
