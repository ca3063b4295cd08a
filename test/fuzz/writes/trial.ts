import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';
import { failingPostHog } from '../../support/failing-posthog.ts';
import { startInProcess } from '../../support/in-process.ts';
import { toldOf, wrongIn } from './judge.ts';
import { toFetch, type WritingRequest } from './request.ts';

/** Numbers of writes by reported outcome, and the number of requests that wrote nothing. */
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
   * Sends one request and compares the reported outcomes with the actual writes.
   * @throws Error that describes a difference
   */
  try(request: WritingRequest): Promise<void>;
  close(): Promise<void>;
}

/** Number of requests after which the sandbox is reset, because many copies slow it down. */
const FRESH_AFTER = 200;

/** Starts the product on a port, over a PostHog that loses and corrupts answers. */
export async function startWriteTrial(): Promise<WriteTrial> {
  const sandbox: Sandbox = await createSandbox();
  const posthog = await failingPostHog(sandbox.url);
  const server = await startInProcess({
    POSTHOG_HOST: posthog.url,
    POSTHOG_API_KEY: 'phx_sandbox',
    POSTHOG_PROJECT_ID: '1',
    POSTHOG_CALLS_PER_MINUTE: '999999999',
    POSTHOG_CALLS_PER_HOUR: '999999999',
    // Most requests fail here, and the writes are to be sent all the same.
    BREAKER: 'off',
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
      // A caller who stays must always be answered.
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
