import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const axe = new URL('../../node_modules/axe-core/axe.min.js', import.meta.url);

/** What axe finds wrong, each with the elements it is about. The page's policy lets no script in but its own. */
export function violationsOf(page: Page): Promise<string[]> {
  return page.evaluate(
    `(() => { ${readFileSync(axe, 'utf8')}; return axe.run(); })().then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
  );
}
