import type { Page } from 'playwright-core';

/** The rows of the list of the web app that are drawn. */
export const rowsOf = (page: Page) =>
  page.getByRole('table', { name: 'Experiments' }).locator('tbody tr[data-key]');
export const namesOf = (page: Page) => rowsOf(page).locator('th a').allInnerTexts();
export const row = (page: Page, name: string) => rowsOf(page).filter({ hasText: name });

/** For a machine that is busy with other tests too. */
export const SOON = { timeout: 20_000 } as const;

/** As somebody who was in another window for a while. Needs the clock of the page. */
export async function comeBack(page: Page): Promise<void> {
  await page.clock.fastForward(16_000);
  await page.evaluate('dispatchEvent(new Event("focus"))');
}
