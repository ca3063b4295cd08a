import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writingRequests } from '../../../fuzz/writes/request.ts';
import { startWriteTrial, type WriteTrial } from '../../../fuzz/writes/trial.ts';
import { startCheckedSandbox } from '../../../sandbox/support/checked-sandbox.ts';
import { startInProcess } from '../../../support/in-process.ts';
import { failingPostHog } from '../../../support/failing-posthog.ts';

describe('a mutation in any spelling, on any way in, whatever fails behind it', () => {
  let trial: WriteTrial;
  beforeAll(async () => {
    trial = await startWriteTrial();
  });
  afterAll(() => trial.close());

  it('is written once where its answer says so or says that it is uncertain, and never twice', async () => {
    await fc.assert(
      fc.asyncProperty(writingRequests, (request) => trial.try(request)),
      { numRuns: 300, endOnFailure: true, includeErrorInReport: true },
    );
    const { done, uncertain, written } = trial.counts;
    // The cases are worth something: writes were answered, and lost.
    expect(Math.min(done, uncertain)).toBeGreaterThan(0);
    expect(written).toBeGreaterThan(50);
  }, 240_000);
});

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly { readonly extensions: Readonly<Record<string, unknown>> }[];
}

/** JSON from PostHog that is too deep to be written as JSON again; Node 26 writes a million levels. */
const deep = '['.repeat(20_000) + ']'.repeat(20_000);

function canBeWritten(text: string): boolean {
  try {
    JSON.stringify(JSON.parse(text));
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(canBeWritten(deep))('an answer that cannot be written', () => {
  async function withDeepAnswers(
    run: (
      send: (query: string, headers?: Record<string, string>) => Promise<Body>,
      calls: () => string[],
    ) => Promise<void>,
  ) {
    const sandbox = await startCheckedSandbox();
    const posthog = await failingPostHog(sandbox.url);
    posthog.change = (text) =>
      text.replace(/"filters":\s*\{/, (start) => `${start}"deep":${deep},`);
    const server = await startInProcess({
      POSTHOG_HOST: posthog.url,
      POSTHOG_API_KEY: 'phx_sandbox',
      POSTHOG_PROJECT_ID: '1',
      STALE_MAX_SECONDS: '0',
      FRESH_EXPERIMENTS_SECONDS: '0',
      FRESH_SETTINGS_SECONDS: '0',
    });
    const send = async (query: string, headers: Record<string, string> = {}) => {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
        body: JSON.stringify({ query }),
      });
      return (await response.json()) as Body;
    };
    try {
      await run(send, () =>
        sandbox
          .requests()
          .map(({ method, path }) => `${method} ${path.replace(/^.*projects.1/, '')}`),
      );
    } finally {
      await server.stop();
      await posthog.close();
      await sandbox.close();
    }
  }

  const traced = { 'apollo-federation-include-trace': 'ftv1' };

  it('is read once, and is an error', async () => {
    await withDeepAnswers(async (send, calls) => {
      for (const headers of [{}, {}, {}, {}, traced]) {
        const before = calls().length;
        const { errors } = await send('{ featureFlag(id: 3) { key filters } }', headers);
        expect(errors).toHaveLength(1);
        expect(calls().slice(before)).toEqual(['GET /feature_flags/3/']);
      }
    });
  });

  it('of a mutation is uncertain, and the mutation is sent once', async () => {
    await withDeepAnswers(async (send, calls) => {
      const rename = `mutation { updateFeatureFlag(input: { id: "3", name: "n" }) {
        ... on UpdateFeatureFlagPayload { featureFlag { key filters } } } }`;
      for (const headers of [{}, {}, {}, {}, traced]) {
        const before = calls().length;
        const { errors = [] } = await send(rename, headers);
        expect(errors.map(({ extensions }) => extensions['uncertain'])).toEqual([true]);
        const writes = calls()
          .slice(before)
          .filter((call) => !call.startsWith('GET'));
        expect(writes).toEqual(['PATCH /feature_flags/3/']);
      }
    });
  });
});
