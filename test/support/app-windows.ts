import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { post } from './post.ts';
import { spawnServer, type Spawned } from './spawned.ts';

/** A time at which the sandbox's experiments are as old as when they were written. */
const NOW = ['--now', '2026-11-28T12:00:00Z'];

/** The web app of one server, in a browser. */
export interface AppWindows {
  readonly started: Spawned;
  /** Opens an address of the app in a window of its own, without anything that another one has stored. */
  open(path: string, size?: { readonly width: number; readonly height: number }): Promise<Page>;
  /** A window without a page, for what has to be set before one is opened. */
  newPage(options: BrowserContextOptions): Promise<Page>;
  /** The whole address of a path of the app. */
  address(path: string): string;
  /** Errors and warnings of the consoles of all windows. */
  readonly problems: readonly string[];
  /** Answers a query of the graph. @throws Error where it returned no data */
  ask<Data>(query: string): Promise<Data>;
  /** How many requests the sandbox has received since {@link forget} whose method and path match. */
  requests(method: string, path: RegExp): Promise<number>;
  forget(): Promise<void>;
  /** How often PostHog was asked for a list of experiments, without the checks behind the subscription. */
  listReads(): Promise<number>;
  /** Changes or reads something in PostHog, as somebody else would. */
  asColleague<Data>(method: string, path: string, body?: Record<string, unknown>): Promise<Data>;
  /** Lets PostHog answer results slowly, until the returned function is called. */
  withSlowResults(): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** Starts the server and a browser. */
export async function openApp(
  environment: Readonly<Record<string, string>> = {},
  options: readonly string[] = [],
): Promise<AppWindows> {
  const started = spawnServer('start', { LOG_LEVEL: 'warn', ...environment }, [...NOW, ...options]);
  const browser: Browser = await openBrowser();
  await started.started;
  const problems: string[] = [];
  const posthog = () => started.url('Sandbox')!;
  const log = async () => {
    const response = await fetch(`${posthog()}/_sandbox/requests`);
    return (await response.json()) as readonly {
      readonly method: string;
      readonly path: string;
      readonly query: { readonly order?: string };
    }[];
  };
  const address = (path: string) => `${started.url('App')}${path}`;
  const newPage = async (options: BrowserContextOptions) => {
    const page = await browser.newPage(options);
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (line) => {
      if (line.type() === 'error' || line.type() === 'warning') problems.push(line.text());
    });
    return page;
  };
  return {
    started,
    problems,
    newPage,
    address,
    async open(path, size = { width: 1280, height: 900 }) {
      const page = await newPage({ viewport: size });
      await page.goto(address(path));
      return page;
    },
    async ask<Data>(query: string) {
      const { body } = await post<Data>(started.url('GraphQL')!.replace('/graphql', ''), query);
      if (!body.data) throw new Error(JSON.stringify(body.errors));
      return body.data;
    },
    async requests(method, path) {
      return (await log()).filter((row) => row.method === method && path.test(row.path)).length;
    },
    async forget() {
      await fetch(`${posthog()}/_sandbox/requests`, { method: 'DELETE' });
    },
    async listReads() {
      return (await log()).filter(
        ({ path, query }) => path.endsWith('/experiments/') && query.order !== '-updated_at',
      ).length;
    },
    async asColleague<Data>(method: string, path: string, body?: Record<string, unknown>) {
      const headers = { authorization: 'Bearer phx_sandbox', 'content-type': 'application/json' };
      const request = { method, headers, ...(body && { body: JSON.stringify(body) }) };
      const response = await fetch(`${posthog()}/api/projects/1/${path}`, request);
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
      return (await response.json()) as Data;
    },
    async withSlowResults() {
      const faults = `${posthog()}/_sandbox/faults`;
      await fetch(faults, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ match: { path: 'metrics_recalculation' }, latency_ms: 700 }),
      });
      return async () => {
        await fetch(faults, { method: 'DELETE' });
      };
    },
    async close() {
      await browser.close();
      started.child.kill('SIGTERM');
      await started.ended;
    },
  };
}
