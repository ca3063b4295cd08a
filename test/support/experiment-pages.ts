import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { openBrowser } from './browser.ts';
import { startInProcess, type InProcess } from './in-process.ts';
import { post } from './post.ts';

// A time at which the sandbox's experiments are as old as when they were written.
const NOW = '2026-11-28T12:00:00Z';

/** Starts a sandbox, the product over it and a browser for the tests of a suite, which open pages of experiments. */
export function useExperimentPages() {
  let sandbox: Sandbox;
  let server: InProcess;
  let browser: Browser;
  let context: BrowserContext;
  let problems: string[];
  beforeAll(async () => {
    [sandbox, browser] = await Promise.all([createSandbox({ now: NOW }), openBrowser()]);
    server = await startInProcess({
      POSTHOG_HOST: sandbox.url,
      POSTHOG_API_KEY: 'phx_sandbox',
      POSTHOG_CALLS_PER_MINUTE: '100000',
      POSTHOG_CALLS_PER_HOUR: '100000',
      // A test that makes PostHog fail does not keep the next from calling it.
      BREAKER: 'off',
      LOG_LEVEL: 'error',
    });
    context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await server.stop();
    await sandbox.close();
  });
  beforeEach(() => {
    problems = [];
  });
  afterEach(async () => {
    await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
    await Promise.all(context.pages().map((page) => page.close()));
  });

  /** PostHog's number of the experiment of the sandbox with this name. */
  async function numberOf(name: string): Promise<number> {
    const { body } = await post<{ experiments: { nodes: { posthogId: number }[] } }>(
      server.url,
      `{ experiments(first: 1, filter: { search: ${JSON.stringify(name)} }) { nodes { posthogId } } }`,
    );
    return body.data!.experiments.nodes[0]!.posthogId;
  }

  /** Opens the page of an experiment and records its console errors. */
  async function open(name: string): Promise<Page> {
    const page = await context.newPage();
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (line) => {
      if (line.type() === 'error' || line.type() === 'warning') problems.push(line.text());
    });
    await page.goto(`${server.url}/experiments/${await numberOf(name)}`);
    await page.getByRole('heading', { level: 1, name }).waitFor();
    return page;
  }

  return {
    get sandbox() {
      return sandbox;
    },
    get server() {
      return server;
    },
    get context() {
      return context;
    },
    /** Console errors and warnings of the pages of this test. */
    get problems() {
      return problems;
    },
    numberOf,
    open,
  };
}
