import type { Browser, Page } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { post } from './post.ts';
import { spawnScript, type Spawned } from './spawned.ts';

/** A time at which the sandbox's experiments are as old as when they were written. */
const NOW = ['--now', '2026-11-28T12:00:00Z'];

/** The web app of a server of its own, in a browser. */
export interface AppWindow {
  /** What pages have written to the console as an error, or thrown. */
  readonly problems: string[];
  /** Opens a page of the app in a tab of its own, with a session storage of its own. */
  open(path: string): Promise<Page>;
  /** Answers a query of the graph. */
  ask<Data>(query: string): Promise<Data>;
  /** How many requests the sandbox has received since {@link forget} whose method and path match. */
  requests(method: string, path: RegExp): Promise<number>;
  forget(): Promise<void>;
  close(): Promise<void>;
}

export async function openApp(): Promise<AppWindow> {
  const started: Spawned = spawnScript('start', { LOG_LEVEL: 'warn' }, NOW);
  const browser: Browser = await openBrowser();
  await started.started;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const problems: string[] = [];
  const log = `${started.url('Sandbox')}/_sandbox/requests`;
  return {
    problems,
    async open(path) {
      const page = await context.newPage();
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (line) => {
        if (line.type() === 'error') problems.push(line.text());
      });
      await page.goto(`${started.url('App')}${path}`);
      return page;
    },
    async ask<Data>(query: string) {
      const { body } = await post<Data>(started.url('GraphQL')!.replace('/graphql', ''), query);
      if (!body.data) throw new Error(JSON.stringify(body.errors));
      return body.data;
    },
    async requests(method, path) {
      const rows = (await (await fetch(log)).json()) as {
        readonly method: string;
        readonly path: string;
      }[];
      return Object.values(rows).filter((row) => row.method === method && path.test(row.path))
        .length;
    },
    async forget() {
      await fetch(log, { method: 'DELETE' });
    },
    async close() {
      await browser.close();
      started.child.kill('SIGTERM');
      await started.ended;
    },
  };
}
