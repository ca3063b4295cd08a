import fc from 'fast-check';
import { createUpstream } from '../../../src/posthog/client.ts';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';
import { documentViolation } from '../../support/rest-document.ts';
import { serveRest } from '../../support/rest.ts';
import type { FuzzTarget } from '../target.ts';
import { randomRequests, type RandomRequest } from './requests.ts';

/** The sandbox is reset after this many requests, so that most objects still exist. */
const RESET_EVERY = 100;

/**
 * Requests to every operation of the REST API, right and wrong: whatever it answers is described in its OpenAPI document,
 * and it never fails.
 */
export const rest: FuzzTarget = {
  name: 'rest',
  async run({ seed, seconds, runs = Infinity }) {
    const sandbox = await createSandbox();
    const upstream = createUpstream({
      host: sandbox.url,
      concurrency: 20,
      timeoutMs: 10_000,
      version: 'test',
      budget: { perMinute: 999_999_999, perHour: 999_999_999 },
    });
    const server = await serveRest(upstream);
    const statuses: Record<string, number> = {};
    let count = 0;
    const send = async ({ method, path, headers, body }: RandomRequest) => {
      const response = await fetch(server.url + path, {
        method,
        headers,
        redirect: 'manual',
        ...(body !== undefined && { body }),
      });
      const { status } = response;
      statuses[status] = (statuses[status] ?? 0) + 1;
      const text = await response.text();
      const violation = documentViolation({ method, path, status, text });
      if (violation !== null) throw new Error(violation);
      if (status >= 500) throw new Error(`${status} ${text}`);
      if ((count += 1) % RESET_EVERY === 0) sandbox.reset();
    };
    try {
      const details = await fc.check(fc.asyncProperty(randomRequests, send), {
        seed,
        numRuns: Math.min(runs, 2 ** 31 - 1),
        interruptAfterTimeLimit: Math.min(seconds * 1_000, 2 ** 31 - 1),
        includeErrorInReport: true,
      });
      if (details.failed && details.counterexample) {
        throw new Error(fc.defaultReportMessage(details));
      }
      return { requests: details.numRuns, statuses };
    } finally {
      await server.close();
      await upstream.close();
      await sandbox.close();
    }
  },
};
