import { request as httpRequest } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { injectFault } from '../support/sandbox-control.ts';
import { withholdingPostHog, type WithholdingPostHog } from '../support/withholding-posthog.ts';
import { Files } from './support/files.ts';

const stays = 'stays=a-token-that-stays-valid';
const goes = 'goes=a-token-that-is-revoked';

interface Transfer {
  /** Resolves with the first bytes of the answer. */
  readonly begun: Promise<void>;
  readonly ended: Promise<{ readonly status: number | undefined; readonly isWhole: boolean }>;
}

/** Begins a GET of a caller. */
function get({ url }: InProcess, path: string, entry: string): Transfer {
  const begun = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<Awaited<Transfer['ended']>>();
  const headers = { 'x-gateway-token': entry.split('=')[1] ?? '' };
  httpRequest(new URL(path, url), { headers, agent: false }, (response) => {
    response.on('error', () => undefined);
    response.on('data', () => begun.resolve());
    response.on('close', () => {
      ended.resolve({ status: response.statusCode, isWhole: response.complete });
    });
  })
    .on('error', () => ended.resolve({ status: undefined, isWhole: false }))
    .end();
  return { begun: begun.promise, ended: ended.promise };
}

describe('a token that is revoked', () => {
  const files = new Files();
  let sandbox: Sandbox;
  let posthog: WithholdingPostHog;
  let server: InProcess;
  /** The calls that have arrived at PostHog. */
  const arrived: string[] = [];
  beforeAll(async () => {
    sandbox = await createSandbox({ now: '2026-11-20T12:00:00Z' });
    posthog = await withholdingPostHog(sandbox.url);
    posthog.refuse = (request) => {
      arrived.push(request);
      return undefined;
    };
    server = await startInProcess({
      GATEWAY_TOKENS_FILE: files.write('tokens', `${stays}\n${goes}\n`),
      POSTHOG_HOST: posthog.url,
      POSTHOG_API_KEY_FILE: files.write('key', 'phx_sandbox\n'),
      POSTHOG_PROJECT_ID: '1',
      // Each export makes its own calls.
      FRESH_EXPERIMENTS_SECONDS: '0',
      FRESH_SETTINGS_SECONDS: '0',
      FRESH_RESULTS_SECONDS: '0',
      POSTHOG_CALLS_PER_MINUTE: '100000',
      POSTHOG_CALLS_PER_HOUR: '100000',
    });
  });
  afterAll(async () => {
    await server.stop();
    await posthog.close();
    await sandbox.close();
    files.remove();
  });
  beforeEach(async () => {
    files.write('tokens', `${stays}\n${goes}\n`);
    await server.reload();
    arrived.length = 0;
  });
  afterEach(async () => {
    await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
  });

  const revoke = async () => {
    files.write('tokens', stays);
    await server.reload();
  };
  /** While the export of another caller runs from its beginning to its end, nothing but its own calls is made. */
  const onlyOthersGoOn = async () => {
    await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
    arrived.length = 0;
    const other = get(server, '/v1/export/timeseries.ndjson?experiment=24', stays);
    expect(await other.ended).toEqual({ status: 200, isWhole: true });
    expect(arrived.length).toBeGreaterThan(0);
    for (const call of arrived) expect(call).toContain('/experiments/24/');
  };

  it('cuts an export that has begun, which does not look complete, and asks PostHog nothing more', async () => {
    await injectFault(sandbox, 'timeseries', { latency_ms: 150 });
    const kept = get(server, '/v1/export/timeseries.ndjson?experiment=15', stays);
    const revoked = get(server, '/v1/export/timeseries.ndjson', goes);
    await revoked.begun;
    await revoke();
    expect(await revoked.ended).toEqual({ status: 200, isWhole: false });
    expect(await kept.ended).toEqual({ status: 200, isWhole: true });
    await onlyOthersGoOn();
  });

  it.each(['/v1/export/timeseries.ndjson', '/v1/reports/15'])(
    'ends %s also before anything of it was sent',
    async (path) => {
      await injectFault(sandbox, '/api/projects/1/experiments/', { latency_ms: 3_000 });
      const waiting = get(server, path, goes);
      await vi.waitFor(() => expect(arrived.length).toBeGreaterThan(0));
      await revoke();
      expect(await waiting.ended).toEqual({ status: undefined, isWhole: false });
      await onlyOthersGoOn();
    },
  );
});
