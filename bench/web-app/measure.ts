import type { Browser, Page } from 'playwright-core';

/** What one visit took. */
export interface Round {
  readonly 'first row ms': number;
  readonly 'last row ms': number;
  readonly kB: number;
  readonly requests: number;
  readonly 'long tasks ms': number;
  readonly calls: number;
  readonly 'rows in the DOM': number;
  readonly rows: number;
}

interface Addresses {
  readonly app: string;
  readonly sandbox: string;
}

const ROWS = '.list tbody tr[data-key]';

/** Runs in the page before anything else: notes when rows appear, and the long tasks. */
const WATCH = `
  window.measured = { first: 0, long: 0 };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.measured.long += duration;
  }).observe({ type: 'longtask', buffered: true });
  new MutationObserver(() => {
    if (!window.measured.first && document.querySelector('${ROWS} th a'))
      window.measured.first = performance.now();
  }).observe(document, { childList: true, subtree: true });
`;

/** Opens the list without a cache, jumps to its end, and waits for the last row. */
export async function measure(
  browser: Browser,
  { app, sandbox }: Addresses,
  width: number,
): Promise<Round> {
  await fetch(`${sandbox}/_sandbox/requests`, { method: 'DELETE' });
  const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  await page.addInitScript(WATCH);
  let [bytes, requests] = [0, 0];
  page.on('request', () => (requests += 1));
  page.on('requestfinished', async (request) => {
    const { responseBodySize, responseHeadersSize } = await request.sizes().catch(() => NOTHING);
    bytes += responseBodySize + responseHeadersSize;
  });
  await page.goto(app);
  await page.waitForFunction('window.measured.first > 0');
  const first = await read(page, 'window.measured.first');
  const kB = Math.round(bytes / 1_000);
  const rows = (await read(page, 'Number(document.querySelector(".list").ariaRowCount)')) - 1;
  const began = performance.now();
  // The end moves as rows are measured.
  await page.waitForFunction(
    `scrollTo(0, document.body.scrollHeight),
     document.querySelector('${ROWS}[aria-rowindex="${rows + 1}"] th a') !== null`,
  );
  const last = first + performance.now() - began;
  const drawn = await page.locator(ROWS).count();
  const long = await read(page, 'window.measured.long');
  await context.close();
  return {
    'first row ms': Math.round(first),
    'last row ms': Math.round(last),
    kB,
    requests,
    'long tasks ms': Math.round(long),
    calls: await listReads(sandbox),
    'rows in the DOM': drawn,
    rows,
  };
}

const NOTHING = { responseBodySize: 0, responseHeadersSize: 0 };

const read = async (page: Page, expression: string) => Number(await page.evaluate(expression));

/** The pages of the list that PostHog was asked for, without the checks behind the subscription. */
async function listReads(sandbox: string): Promise<number> {
  const response = await fetch(`${sandbox}/_sandbox/requests`);
  const requests = (await response.json()) as { path: string; query: { order?: string } }[];
  return requests.filter(
    ({ path, query }) => path.endsWith('/experiments/') && query.order !== '-updated_at',
  ).length;
}
