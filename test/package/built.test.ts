import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { post } from '../support/post.ts';
import { spawnCommand, type Spawned } from '../support/spawned.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Lays the package out as npm would publish it, with what it depends on beside it. */
function buildPackage(): string {
  const home = mkdtempSync(join(tmpdir(), 'package-'));
  const bin = join(root, 'node_modules/rolldown/bin/cli.mjs');
  execFileSync(process.execPath, [bin, '--config', '--dir', join(home, 'dist')], {
    cwd: root,
    stdio: 'ignore',
  });
  for (const part of ['schema', 'examples', 'package.json']) {
    cpSync(join(root, part), join(home, part), {
      recursive: true,
      filter: (path) => !path.includes('node_modules'),
    });
  }
  symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'));
  return home;
}

let home: string;
let running: Spawned;

const run = (...words: string[]) =>
  spawnCommand([process.execPath, join(home, 'dist/main.js'), ...words], { cwd: home });

beforeAll(async () => {
  home = buildPackage();
  running = run();
  await running.started;
});

afterAll(async () => {
  running.child.kill('SIGTERM');
  await running.ended;
  rmSync(home, { recursive: true, force: true });
});

const api = () => running.url('GraphQL')?.replace('/graphql', '') ?? '';
const text = async (path: string, accept = 'text/html') => {
  const response = await fetch(`${api()}${path}`, { headers: { accept } });
  expect(response.status).toBe(200);
  return response.text();
};

describe('the built package', () => {
  it('answers a query over its embedded PostHog, with what it cost', async () => {
    const query = '{ experiments(first: 5) { nodes { name metrics { name } } } }';
    const { body } = await post<{ experiments: { nodes: unknown[] } }>(api(), query);
    expect(body.errors).toBeUndefined();
    expect(body.data?.experiments.nodes).toHaveLength(5);
    expect(body.extensions?.upstream.calls).toBe(6);
  });

  it('names the failure of a wrong key as from sources', async () => {
    const headers = { authorization: 'Bearer phx_wrong' };
    const { body } = await post(api(), '{ experiments { totalCount } }', { headers });
    expect(body.errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
  });

  it('serves its pages and documents from the files it ships', async () => {
    expect(await text('/graphql')).toContain('GraphiQL');
    expect(await text('/v1/')).toContain('swagger-ui-bundle.js');
    expect(await text('/v1/viewer/swagger-ui-bundle.js')).toContain('SwaggerUIBundle');
    expect(JSON.parse(await text('/v1/openapi.json', 'application/json'))).toHaveProperty('paths');
    const { body } = await post<{ _service: { sdl: string } }>(api(), '{ _service { sdl } }');
    expect(body.data?._service.sdl).toContain('@key');
  });

  it('answers as REST and MCP', async () => {
    const list = await fetch(`${api()}/v1/api/projects/@current/experiments?limit=2`);
    expect(await list.json()).toHaveProperty('results.length', 2);
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(new StreamableHTTPClientTransport(new URL(`${api()}/mcp`)));
    const { tools } = await client.listTools();
    expect(tools.length).toBeGreaterThan(10);
    await client.close();
  });

  it('prices a document from the command line', async () => {
    const explain = run('explain', join(home, 'examples/dashboard.graphql'), '--max', '1');
    expect(await explain.ended).toBe(1);
    expect(explain.stdout()).toMatch(/calls/);
  });

  it('starts without those parts of Node that take long to load and that it has no use for', async () => {
    const told = 'process.on("exit", () => console.error(process.moduleLoadList.join("\\n")))';
    const started = spawnCommand(
      [
        process.execPath,
        '--import',
        `data:text/javascript,${encodeURIComponent(told)}`,
        join(home, 'dist/main.js'),
      ],
      { cwd: home, environment: { POSTHOG_HOST: 'http://127.0.0.1:9' } },
    );
    await started.started;
    const base = started.url('GraphQL')?.replace('/graphql', '') ?? '';
    const { body } = await post(base, '{ __typename }');
    expect(body.data).toEqual({ __typename: 'Query' });
    started.child.kill('SIGTERM');
    await started.ended;
    const loaded = started.stderr().replaceAll('NativeModule ', '').split('\n');
    expect(loaded).toContain('http');
    const useless = ['internal/deps/undici/undici', 'http2', 'internal/readline/interface'];
    expect(loaded.filter((name) => useless.includes(name))).toEqual([]);
  });
});
