import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';
import { failingPostHog } from '../../support/failing-posthog.ts';
import { startInProcess } from '../../support/in-process.ts';
import { toldOf, wrongIn } from './judge.ts';
import { toFetch, type WritingRequest } from './request.ts';

/** How many writes were told of in which way, and how many requests wrote nothing. */
export interface Counts {
  requests: number;
  written: number;
  done: number;
  uncertain: number;
  notDone: number;
  callerLeft: number;
}

export interface WriteTrial {
  readonly counts: Counts;
  /**
   * Sends one request and holds what was said against what was written.
   * @throws Error that says what is wrong
   */
  try(request: WritingRequest): Promise<void>;
  close(): Promise<void>;
}

/** Copies make the sandbox slow, so it begins anew after so many requests. */
const FRESH_AFTER = 200;

/** The product on a port, over a PostHog that loses and spoils answers. */
export async function startWriteTrial(): Promise<WriteTrial> {
  const sandbox: Sandbox = await createSandbox();
  const posthog = await failingPostHog(sandbox.url);
  const server = await startInProcess({
    POSTHOG_HOST: posthog.url,
    POSTHOG_API_KEY: 'phx_sandbox',
    POSTHOG_PROJECT_ID: '1',
    POSTHOG_CALLS_PER_MINUTE: '999999999',
    POSTHOG_CALLS_PER_HOUR: '999999999',
    LOG_LEVEL: 'silent',
  });
  const counts = { requests: 0, written: 0, done: 0, uncertain: 0, notDone: 0, callerLeft: 0 };

  async function send(request: WritingRequest): Promise<string | undefined> {
    const [url, init] = toFetch(`${server.url}/graphql`, request);
    const { leavesAfter } = request;
    const signal = leavesAfter === undefined ? null : AbortSignal.timeout(leavesAfter);
    try {
      const response = await fetch(url, { ...init, signal });
      return await response.text();
    } catch (error) {
      // Whoever stays is always answered.
      if (leavesAfter === undefined) throw error;
      return undefined;
    }
  }

  return {
    counts,
    async try(request) {
      if (counts.requests % FRESH_AFTER === 0) {
        await fetch(`${sandbox.url}/_sandbox/reset`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{}',
        });
      }
      posthog.fault = request.fault;
      const text = await send(request);
      const told = toldOf(request, text);
      counts.requests += 1;
      counts.written = posthog.written.size;
      for (const one of told) {
        counts.done += Number(one === 'done');
        counts.uncertain += Number(one === 'uncertain');
        counts.notDone += Number(one === 'not done');
        counts.callerLeft += Number(one === 'nothing');
      }
      const wrong = wrongIn(request, posthog.written, told);
      if (wrong !== undefined) throw new Error(`${wrong}; the answer: ${text?.slice(0, 2_000)}`);
    },
    async close() {
      await server.stop();
      await posthog.close();
      await sandbox.close();
    },
  };
}
