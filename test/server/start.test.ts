import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { startCheckedSandbox } from '../sandbox/support/checked-sandbox.ts';
import { listen } from '../../src/server/listen.ts';
import { runCommand } from '../support/command-line.ts';
import { post } from '../support/post.ts';
import { spawnScript, spawnServer, type Spawned } from '../support/spawned.ts';

const running: Spawned[] = [];
afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGTERM');
    await ended;
  }
});

async function startedOf(spawned: Spawned): Promise<Spawned> {
  running.push(spawned);
  await spawned.started;
  return spawned;
}

const start = (environment: Record<string, string> = {}) =>
  startedOf(spawnServer('start', environment));

/** `http://127.0.0.1:PORT` of the API. */
const apiOf = (spawned: Spawned) => spawned.url('GraphQL')?.replace('/graphql', '') ?? '';

const query =
  '{ experiments(first: 25) { totalCount nodes { id name status featureFlag { key } holdout { name } createdBy { email } } } }';

describe('npm start', () => {
  it('serves the sandbox, prints its URL, and ends with 0 when it is asked to stop', async () => {
    const spawned = await startedOf(spawnScript('start'));
    expect(spawned.stdout()).toMatch(/^GraphQL {2}http:\/\/127\.0\.0\.1:\d+\/graphql$/m);
    expect(spawned.stdout()).toMatch(/^Sandbox {2}http:\/\/127\.0\.0\.1:\d+$/m);
    expect(spawned.stdout()).toContain('phx_sandbox');
    const { body } = await post<{ experiments: { nodes: unknown[] } }>(apiOf(spawned), query);
    expect(body.errors).toBeUndefined();
    expect(body.data?.experiments.nodes).toHaveLength(25);
    spawned.child.kill('SIGTERM');
    expect(await spawned.ended).toBe(0);
  });
});

describe('a server', () => {
  it('behaves the same with a separate sandbox as with its own', async () => {
    const own = await start();
    const sandbox = own.url('Sandbox') ?? '';
    const over = await start({ POSTHOG_HOST: sandbox, POSTHOG_API_KEY: 'phx_sandbox' });
    expect(over.url('Sandbox')).toBeUndefined();
    expect(over.stdout()).toContain(`PostHog at ${sandbox}`);
    const [one, other] = [await post(apiOf(own), query), await post(apiOf(over), query)];
    expect(other.body.data).toEqual(one.body.data);
    expect(other.body.extensions?.upstream.calls).toBe(1);
  });

  it('ends immediately with all configuration errors and without printing secrets', async () => {
    const spawned = await start({ PORT: 'x', POSTHOG_HOST: 'x', GATEWAY_TOKEN: 'secret' });
    expect(await spawned.ended).toBe(1);
    expect(spawned.stderr()).toContain('PORT must be');
    expect(spawned.stderr()).toContain('POSTHOG_HOST must be');
    expect(spawned.stderr()).toContain('GATEWAY_TOKEN must be');
    expect(spawned.stderr()).not.toContain('secret');
    expect(spawned.stderr()).not.toMatch(/^ +at /m);
  });

  it('reports which port is in use and how to change it', async () => {
    const server = createServer();
    const taken = String(await listen(server, { host: '127.0.0.1', port: 0, setting: 'none' }));
    try {
      for (const name of ['PORT', 'SANDBOX_PORT']) {
        const spawned = await start({ [name]: taken });
        expect(await spawned.ended).toBe(1);
        expect(spawned.stderr()).toContain(
          `Port ${taken} is already in use. Set ${name} to another port`,
        );
      }
    } finally {
      server.close();
    }
  });
});

describe('npm run sandbox', () => {
  it('serves only the embedded PostHog', async () => {
    const spawned = await startedOf(spawnScript('sandbox'));
    expect(spawned.url('GraphQL')).toBeUndefined();
    const response = await fetch(`${spawned.url('Sandbox')}/api/projects/1/experiments/`, {
      headers: { authorization: 'Bearer phx_sandbox' },
    });
    expect(response.status).toBe(200);
    spawned.child.kill('SIGINT');
    expect(await spawned.ended).toBe(0);
  });
});

describe('the sandbox command', () => {
  it('reports which port is in use, or which host is none, by the option that sets it', async () => {
    const server = createServer();
    const taken = String(await listen(server, { host: '127.0.0.1', port: 0, setting: 'none' }));
    const sandbox = (...words: string[]) => runCommand(['sandbox', ...words], { environment: {} });
    expect(await sandbox('--port', taken)).toMatchObject({
      exitCode: 1,
      complaints: `Port ${taken} is already in use. Set --port or SANDBOX_PORT to another port, or to 0 for any free one.`,
    });
    expect(await sandbox('--port', '0', '--host', '192.0.2.1')).toMatchObject({
      exitCode: 1,
      complaints: '--host 192.0.2.1 is not an address of this machine.',
    });
    server.close();
  });
});

describe('a key', () => {
  it("of the caller is sent upstream instead of the server's key", async () => {
    const sandbox = await startCheckedSandbox();
    try {
      const spawned = await start({ POSTHOG_HOST: sandbox.url, POSTHOG_API_KEY: 'phx_sandbox' });
      const headers = { authorization: 'Bearer phx_somebody_else' };
      const { body } = await post(apiOf(spawned), query, { headers });
      expect(body.errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
      expect(spawned.stdout() + spawned.stderr()).not.toContain('phx_somebody_else');
    } finally {
      await sandbox.close();
    }
  });

  it('is required for a real PostHog when none is configured', async () => {
    const sandbox = await startCheckedSandbox();
    try {
      const spawned = await start({ POSTHOG_HOST: sandbox.url });
      const { body } = await post(apiOf(spawned), query);
      expect(body.errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
      expect(sandbox.requests()).toEqual([]);
    } finally {
      await sandbox.close();
    }
  });
});
