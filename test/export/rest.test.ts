import { request as httpRequest } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { startInProcess, type InProcess } from '../support/in-process.ts';
import { asColleague, injectFault } from '../support/sandbox-control.ts';
import { readCsv, readNdjson, readParquet } from './support/read-export.ts';

let sandbox: Sandbox;
let server: InProcess;
beforeAll(async () => {
  sandbox = await createSandbox({ now: '2026-11-20T12:00:00Z', experiments: 130 });
  server = await startInProcess({
    POSTHOG_HOST: sandbox.url,
    POSTHOG_PROJECT_ID: '1',
    POSTHOG_CALLS_PER_MINUTE: '100000',
    POSTHOG_CALLS_PER_HOUR: '100000',
  });
});
afterAll(async () => {
  await server.stop();
  await sandbox.close();
});
afterEach(async () => {
  await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly trailers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  /** False for a transfer that was cut. */
  readonly isWhole: boolean;
}

/** Sends a GET; `onFirst` is called with the first bytes, and the rest is read after it. */
function get(
  path: string,
  { key = 'phx_sandbox', onFirst }: { key?: string; onFirst?: () => Promise<unknown> } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const url = new URL(path, server.url);
    const headers = { authorization: `Bearer ${key}` };
    const sent = httpRequest(url, { headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      const end = () => {
        const { statusCode: status = 0, trailers, complete: isWhole } = response;
        const body = Buffer.concat(chunks);
        resolve({ status, headers: response.headers, trailers, body, isWhole });
      };
      response.on('error', () => undefined);
      response.on('data', (chunk: Buffer) => {
        if (chunks.length === 0 && onFirst) {
          response.pause();
          void onFirst().then(() => response.resume(), reject);
        }
        chunks.push(chunk);
      });
      response.on('close', end);
    });
    sent.on('error', reject);
    sent.end();
  });
}

const errorOf = ({ body }: Answer) => JSON.parse(body.toString()) as Record<string, unknown>;
const idsOf = ({ body }: Answer) => readNdjson(body).map((row) => row['experiment_id']);

describe('GET /v1/export', () => {
  it('sends the results of one experiment alone, without reading the list', async () => {
    sandbox.clearRequests();
    const answer = await get('/v1/export/results.ndjson?experiment=24');
    expect(answer).toMatchObject({ status: 200, isWhole: true });
    expect(new Set(idsOf(answer))).toEqual(new Set([24]));
    expect(sandbox.requests().map(({ path }) => path)).not.toContain(
      '/api/projects/1/experiments/',
    );
    const others = await get('/v1/export/results.ndjson?experiment=24&status=draft');
    expect(others).toMatchObject({ status: 200, isWhole: true });
    expect(others.body.toString()).toBe('');
  });

  it('refuses an experiment that does not exist, by the name of the parameter', async () => {
    const answer = await get('/v1/export/results.csv?experiment=4711');
    expect(answer.status).toBe(400);
    expect(errorOf(answer)).toMatchObject({ attr: 'experiment' });
  });

  it('sends a table with its end, counts and calls in trailers, and reads pages of 100', async () => {
    sandbox.clearRequests();
    const answer = await get('/v1/export/experiments.csv');
    const rows = readCsv(answer.body);
    expect(answer).toMatchObject({
      status: 200,
      isWhole: true,
      headers: { 'content-type': expect.stringContaining('text/csv') },
      trailers: {
        'x-export-experiments': String(rows.length),
        'x-export-rows': String(rows.length),
        'x-export-failed': '',
        'x-upstream-calls': '6',
      },
    });
    expect(rows.length).toBeGreaterThan(100);
    expect(sandbox.requests()).toHaveLength(6);
  });

  it.each([
    '/v1/export/experiments.ndjson',
    '/v1/export/experiments?format=ndjson',
    '/v1/export/experiments/',
  ])('answers %s', async (path) => {
    expect(readNdjson((await get(path)).body).length).toBeGreaterThan(100);
  });

  it('sends Parquet that a reader of Parquet opens', async () => {
    const { body } = await get('/v1/export/experiments.parquet');
    expect(await readParquet(body)).toHaveLength(idsOf(await get('/v1/export/experiments')).length);
  });

  it("sends the caller's own key to PostHog, and no other", async () => {
    const keys = () => new Set(sandbox.requests().map(({ key }) => key));
    sandbox.clearRequests();
    await fetch(`${sandbox.url}/api/projects/1/experiments/`, {
      headers: { authorization: 'Bearer phx_readonly' },
    });
    const own = keys();
    sandbox.clearRequests();
    await get('/v1/export/results?status=paused', { key: 'phx_readonly' });
    expect(keys()).toEqual(own);
  });

  it('says how many calls a refusal took', async () => {
    sandbox.clearRequests();
    const { status, headers } = await get('/v1/export/results.csv?experiment=99997');
    expect(status).toBe(400);
    expect(sandbox.requests().length).toBeGreaterThan(0);
    expect(headers['x-upstream-calls']).toBe(String(sandbox.requests().length));
  });

  it('says whether CSV has a header: not where it continues another', async () => {
    const all = await get('/v1/export/experiments.csv');
    expect(all.headers['content-type']).toContain('header=present');
    const after = readCsv(all.body)[41]?.['experiment_id'];
    const rest = await get(`/v1/export/experiments.csv?after=${String(after)}`);
    expect(rest.headers['content-type']).toBe('text/csv; charset=utf-8; header=absent');
  });

  it('continues behind an experiment', async () => {
    const all = idsOf(await get('/v1/export/experiments'));
    const after = all[41];
    expect(idsOf(await get(`/v1/export/experiments?after=${String(after)}`))).toEqual(
      all.slice(42),
    );
  });

  it.each([
    ['/v1/export/everything.csv', 404, null],
    ['/v1/export/results.xml', 404, null],
    ['/v1/export/results.csv?format=parquet', 400, 'format'],
    ['/v1/export/results?format=xml', 400, 'format'],
    ['/v1/export/results?limit=5', 400, 'limit'],
    ['/v1/export/results?status=ended', 400, 'status'],
    ['/v1/export/results?since=yesterday', 400, 'since'],
    ['/v1/export/results?after=99999', 400, 'after'],
    ['/v1/export/results.parquet?after=5', 400, 'after'],
  ])('refuses %s with %d', async (path, status, attr) => {
    const answer = await get(path);
    expect({ status: answer.status, attr: errorOf(answer)['attr'] }).toEqual({ status, attr });
  });

  it('refuses a key that PostHog does not accept with 401, and one of another project with 403', async () => {
    const unknown = await get('/v1/export/results', { key: 'phx_nobody' });
    expect(unknown.status).toBe(401);
    const foreign = await get('/v1/export/results', { key: 'phx_project2' });
    expect(foreign.status).toBe(403);
    expect(foreign.body.toString()).not.toContain('phx_');
  });

  it('cuts the transfer behind its last row if an experiment could not be read', async () => {
    await injectFault(sandbox, '/experiments/5/', { status: 403 });
    const answer = await get('/v1/export/results');
    expect(answer).toMatchObject({ status: 200, isWhole: false });
    expect(idsOf(answer)).not.toContain(5);
    expect(idsOf(answer)).toContain(28);
  });

  it('ends it and names the experiment if the caller accepts that', async () => {
    await injectFault(sandbox, '/experiments/5/', { status: 403 });
    const answer = await get('/v1/export/results?allow_partial=true');
    expect(answer).toMatchObject({ isWhole: true, trailers: { 'x-export-failed': '5' } });
  });

  it('lacks no experiment when another one is deleted while it runs', async () => {
    const all = new Set(idsOf(await get('/v1/export/results?archived=exclude')));
    const [oldest] = all;
    const deleted = () =>
      asColleague(sandbox, 'PATCH', `experiments/${String(oldest)}/`, { deleted: true });
    const answer = await get('/v1/export/results?archived=exclude', { onFirst: deleted });
    expect(answer.isWhole).toBe(true);
    expect(new Set(idsOf(answer))).toEqual(all);
  });

  it('stops reading when the caller leaves', async () => {
    await injectFault(sandbox, '/experiments/', { latency_ms: 20 });
    sandbox.clearRequests();
    await new Promise<void>((left) => {
      const headers = { authorization: 'Bearer phx_sandbox' };
      const sent = httpRequest(`${server.url}/v1/export/timeseries`, { headers, agent: false });
      sent.on('response', (response) => {
        response.once('data', () => sent.destroy());
      });
      sent.on('close', left);
      sent.on('error', () => undefined);
      sent.end();
    });
    await expect
      .poll(() => server.log.some(({ path }) => path === '/v1/export/timeseries'), {
        timeout: 10_000,
      })
      .toBe(true);
    const list = '/api/projects/1/experiments/';
    const reads = () => sandbox.requests().filter(({ path }) => path !== list).length;
    const readsDuringAnother = async () => {
      const before = reads();
      await get('/v1/export/experiments?status=paused');
      return reads() - before;
    };
    await expect.poll(readsDuringAnother, { timeout: 10_000 }).toBe(0);
    expect(reads()).toBeLessThan(100);
  });

  it('is not offered to HTTP/1.0, in which a cut is not noticed', async () => {
    const { port } = new URL(server.url);
    const { connect } = await import('node:net');
    const text = await new Promise<string>((resolve) => {
      let read = '';
      const socket = connect(Number(port), '127.0.0.1', () =>
        socket.write('GET /v1/export/results HTTP/1.0\r\nhost: localhost\r\n\r\n'),
      );
      socket.on('data', (chunk) => (read += String(chunk)));
      socket.on('close', () => resolve(read));
    });
    expect(text).toMatch(/^HTTP\/1\.1 400 .*needs HTTP\/1\.1/s);
  });
});
