import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../../../sandbox/support/checked-sandbox.ts';
import { startInProcess, type InProcess } from '../../../support/in-process.ts';
import { injectFault, type WireObject } from '../../../support/sandbox-control.ts';

let sandbox: Sandbox;
let server: InProcess;
beforeEach(async () => {
  sandbox = await startCheckedSandbox();
  server = await startInProcess({
    POSTHOG_HOST: sandbox.url,
    POSTHOG_API_KEY: 'phx_sandbox',
    POSTHOG_PROJECT_ID: '1',
  });
});
afterEach(async () => {
  await server.stop();
  await sandbox.close();
});

const get = (query: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/graphql?${new URLSearchParams({ query })}`, { headers });
const maxAge = (response: Response) =>
  Number(/^private, max-age=(\d+)$/.exec(response.headers.get('cache-control') ?? '')?.[1]);

const experiments = '{ experiments(first: 2) { nodes { name } } }';
const holdouts = '{ holdouts { nodes { name } } }';

describe('the answer of a query sent with GET', () => {
  it('may be cached by its caller as long as the data read for it is fresh', async () => {
    const [short, long] = [maxAge(await get(experiments)), maxAge(await get(holdouts))];
    expect(short).toBeGreaterThan(0);
    expect(short).toBeLessThanOrEqual(5);
    expect(long).toBeGreaterThan(5);
    expect(long).toBeLessThanOrEqual(60);
  });

  it('is as fresh as the oldest data in it', async () => {
    const both = '{ experiments(first: 2) { nodes { name } } holdouts { nodes { name } } }';
    expect(maxAge(await get(both))).toBeLessThanOrEqual(5);
  });

  it('is private: another key gets a different answer', async () => {
    const response = await get(experiments);
    const vary = response.headers.get('vary')?.split(/, */) ?? [];
    expect(vary).toEqual(expect.arrayContaining(['authorization', 'accept', 'origin']));
    expect(response.headers.get('cache-control')).not.toContain('public');
  });

  it('is not sent again while it is unchanged', async () => {
    const first = await get(experiments);
    const etag = first.headers.get('etag')!;
    expect(etag).toMatch(/^W\/"[\w-]+"$/);
    const again = await get(experiments, { 'if-none-match': `"other", ${etag}` });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    expect(again.headers.get('etag')).toBe(etag);
    expect(maxAge(again)).toBeGreaterThanOrEqual(0);
  });

  it('is sent again when it has changed', async () => {
    const etag = (await get(experiments)).headers.get('etag')!;
    const { experiments: list } = (
      (await (await get('{ experiments(first: 1) { nodes { posthogId } } }')).json()) as WireObject
    )['data'];
    await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: `mutation ($id: ID!) { updateExperiment(input: { id: $id, name: "Another" }) { kind: __typename } }`,
        variables: { id: list.nodes[0].posthogId },
      }),
    });
    const again = await get(experiments, { 'if-none-match': etag });
    expect(again.status).toBe(200);
    expect(await again.text()).toContain('Another');
  });

  it('must not be cached when a part of it failed', async () => {
    await injectFault(sandbox, 'experiments', { status: 403 });
    const response = await get(experiments);
    expect(((await response.json()) as WireObject)['errors']).toHaveLength(1);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.has('etag')).toBe(false);
  });

  it('must not be cached when the query is refused', async () => {
    const response = await get('{ nonsense }');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});

describe('an answer that must not be cached', () => {
  it('is one that no upstream read contributed to', async () => {
    const response = await get('{ __typename }');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.has('etag')).toBe(false);
  });

  it('is an answer to POST', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: experiments }),
    });
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.has('etag')).toBe(false);
  });

  it('is a mutation, which GET does not run', async () => {
    const response = await get(
      'mutation { archiveExperiment(input: { id: 1 }) { kind: __typename } }',
    );
    expect(response.status).toBe(405);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(sandbox.requests()).toEqual([]);
  });
});
