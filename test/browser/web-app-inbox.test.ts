import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type AppWindows } from '../support/app-windows.ts';
import { hasBrowser } from '../support/browser.ts';
import { post } from '../support/post.ts';

const isCI = process.env['CI'] === 'true';

describe.runIf(isCI || hasBrowser)('what needs a decision, in the web app', () => {
  let app: AppWindows;
  let page: Page;
  beforeAll(async () => {
    app = await openApp();
    const atUsualSpeed = await app.withSlowResults();
    page = await app.open('/inbox');
    await page.getByText(/Reading the decisions of \d+ open experiments: \d+ read\./).waitFor();
    await atUsualSpeed();
  }, 120_000);
  afterAll(() => app.close());

  const groups = () => page.locator('.inbox-group');

  it('says what it reads, and then how many of the open experiments wait', async () => {
    const state = page.getByText(/^\d+ of \d+ open experiments need a decision$/);
    await state.waitFor({ timeout: 30_000 });
    const waiting = /^\d+/.exec(await state.innerText())?.[0];
    expect(await page.getByRole('article').count()).toBe(Number(waiting));
    const nav = page.getByRole('navigation', { name: 'Main' });
    await nav.getByRole('link', { name: `Needs a decision (${waiting})` }).waitFor();
  });

  it('groups experiments by what is to be done, with the number and the reasons of each', async () => {
    const ship = groups().filter({ has: page.getByRole('heading', { level: 2, name: /^Ship/ }) });
    const { body } = await post<{
      experiments: {
        nodes: {
          name: string;
          conclusion: string | null;
          decision: { recommendation: string; because: string } | null;
        }[];
      };
    }>(
      app.started.url('GraphQL')!.replace('/graphql', ''),
      '{ experiments(first: 100) { nodes { name conclusion decision { recommendation because } } } }',
    );
    const expected = body.data!.experiments.nodes.filter(
      ({ decision, conclusion }) => conclusion === null && decision?.recommendation === 'SHIP',
    );
    expect(expected.length).toBeGreaterThan(0);
    expect(await ship.getByRole('heading', { level: 3 }).allInnerTexts()).toEqual(
      expected.map(({ name }) => name),
    );
    expect(await ship.getByRole('heading', { level: 2 }).innerText()).toBe(
      `Ship ${expected.length}`,
    );
    for (const { decision } of expected)
      expect(await ship.innerText()).toContain(decision!.because.replaceAll(/"([^"]*)"/g, '“$1”'));
    expect(app.problems).toEqual([]);
  });

  it('shares what it has read with the list, which reads no result again', async () => {
    await page.getByRole('link', { name: 'Experiments', exact: true }).click();
    await page
      .getByRole('row', { name: /Comment threads redesign/ })
      .getByText('Ship “test”')
      .waitFor();
    await expect.poll(() => page.locator('.shimmer').count(), { timeout: 20_000 }).toBe(0);
    expect(app.problems).toEqual([]);
  });
});

describe.runIf(isCI || hasBrowser)('what needs a decision among a hundred experiments', () => {
  it('stays within the budget of a minute: it waits before that is used up, and says so', async () => {
    const app = await openApp({ POSTHOG_CALLS_PER_MINUTE: '100' }, ['--experiments', '100']);
    const page = await app.open('/inbox');
    await page
      .getByText(/The rest of the budget is left to what people ask for\. Read on at/)
      .waitFor({
        timeout: 30_000,
      });
    const graph = app.started.url('GraphQL')!.replace('/graphql', '');
    const { body } = await post<{ viewer: { budget: { minuteRemaining: number } } }>(
      graph,
      '{ viewer { budget { minuteRemaining } } }',
    );
    expect(body.data!.viewer.budget.minuteRemaining).toBeGreaterThan(0);
    // What was found so far is there, and everything else can still be asked for.
    expect(await page.getByRole('article').count()).toBeGreaterThan(0);
    await app.close();
  }, 120_000);
});
