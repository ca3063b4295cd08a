import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { installTarball, type InstalledTarball } from '../support/packed.ts';
import { post } from '../support/post.ts';
import { runsRedis, startRedis } from '../support/redis.ts';
import { spawnCommand, type Spawned } from '../support/spawned.ts';
import { Receiver, SECRET, verified } from '../watch/support/receiver.ts';

let installed: InstalledTarball;
let running: Spawned;

const run = (...words: string[]) =>
  spawnCommand([process.execPath, installed.bin, ...words], { cwd: installed.folder });

beforeAll(async () => {
  installed = installTarball();
  running = run();
  await running.started;
}, 300_000);

afterAll(async () => {
  running.child.kill('SIGTERM');
  await running.ended;
  installed.remove();
});

const api = () => running.url('GraphQL')?.replace('/graphql', '') ?? '';
const text = async (path: string, accept = 'text/html') => {
  const response = await fetch(`${api()}${path}`, { headers: { accept } });
  expect(response.status).toBe(200);
  return response.text();
};

describe('the published package in an empty folder', () => {
  it('is one package of less than 30 MB, without dependencies or install scripts', () => {
    const packages = readdirSync(join(installed.folder, 'node_modules'));
    expect(packages.filter((name) => !name.startsWith('.'))).toEqual([
      '@posthog-experiments-graph',
      'posthog-experiments-graph',
    ]);
    expect(readdirSync(installed.home)).not.toContain('node_modules');
    const files = readdirSync(installed.home, { recursive: true, encoding: 'utf8' });
    const bytes = files.map((file) => statSync(join(installed.home, file)).size);
    expect(bytes.reduce((sum, size) => sum + size)).toBeLessThan(30_000_000);
    expect(manifest).not.toHaveProperty('dependencies');
    expect(manifest).not.toHaveProperty('optionalDependencies');
    expect(manifest).not.toHaveProperty('peerDependencies');
    expect(Object.keys(manifest.scripts).filter((name) => /install/.test(name))).toEqual([]);
  });

  it('provides the schema and the cache configuration to front ends', async () => {
    const { resolve } = createRequire(join(installed.folder, 'index.js'));
    const load = (path: string) =>
      import(pathToFileURL(resolve(`posthog-experiments-graph/${path}`)).href) as Promise<object>;
    expect(await load('apollo')).toHaveProperty('typePolicies');
    expect(await load('graphcache')).toHaveProperty('pagedFields');
    const sdl = readFileSync(resolve('posthog-experiments-graph/schema.graphql'), 'utf8');
    expect(sdl).toContain('type Experiment ');
  });

  it('is mounted by its main export, which leaves the process as it was', () => {
    const script = `
      import { createGateway } from 'posthog-experiments-graph';
      const gateway = createGateway();
      const body = JSON.stringify({ query: '{ __typename }' });
      const headers = { 'content-type': 'application/json' };
      const request = new Request('http://a.example/graphql', { method: 'POST', headers, body });
      const answer = await gateway.fetch(request);
      const page = await gateway.fetch(new Request('http://a.example/graphql/graphiql/start.js'));
      console.log(JSON.stringify([await answer.json(), page.status, process.eventNames()]));
      await gateway.close();`;
    const words = ['--input-type=module', '--eval', script];
    const printed = execFileSync(process.execPath, words, {
      cwd: installed.folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    expect(JSON.parse(printed)).toEqual([
      expect.objectContaining({ data: { __typename: 'Query' } }),
      200,
      expect.not.arrayContaining(['SIGTERM', 'SIGINT', 'uncaughtException', 'unhandledRejection']),
    ]);
  });

  it('lists in its SBOM what it has the licences of', () => {
    const read = (name: string) => readFileSync(join(installed.home, 'dist', name), 'utf8');
    const { specVersion, metadata, components } = JSON.parse(read('sbom.cdx.json')) as {
      specVersion: string;
      metadata: { component: { name: string; version: string } };
      components: { name: string; version: string; purl: string; hashes?: unknown[] }[];
    };
    expect(specVersion).toBe('1.6');
    expect(metadata.component).toMatchObject({ name: manifest.name, version: manifest.version });
    const titles = [...read('THIRD-PARTY-NOTICES.txt').matchAll(/^(\S+ \d+\.\S+) \([\w. -]+\)$/gm)];
    expect(new Set(components.map(({ name, version }) => `${name} ${version}`))).toEqual(
      new Set(titles.map(([, title]) => title)),
    );
    const graphql = components.find(({ name }) => name === 'graphql');
    expect(graphql).toMatchObject({ hashes: [{ alg: 'SHA-512' }] });
    expect(graphql?.purl).toBe(`pkg:npm/graphql@${graphql?.version}`);
  });

  it('has a client kit beside it that installs nothing of it', async () => {
    const kit = join(installed.kit, 'dist');
    const load = (name: string) =>
      import(pathToFileURL(join(kit, name)).href) as Promise<Record<string, object>>;
    expect(await load('apollo.js')).toHaveProperty('possibleTypes');
    expect(await load('graphcache.js')).toHaveProperty('updates');
    expect(readFileSync(join(kit, 'schema.graphql'), 'utf8')).toContain('type Experiment ');
    const kitManifest = JSON.parse(readFileSync(join(installed.kit, 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(kitManifest).not.toHaveProperty('dependencies');
    expect(kitManifest.version).toBe(manifest.version);
  });

  it.each(['start', 'sandbox'])('runs `npm run %s`', async (script) => {
    const started = spawnCommand(['npm', 'run', '--silent', script], { cwd: installed.home });
    await started.started;
    expect(started.stdout()).toMatch(/^Keys? /m);
    started.child.kill('SIGTERM');
    await started.ended;
  });

  it('runs `npm run mcp`', () => {
    const input = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' });
    const stdio = { cwd: installed.home, input: `${input}\n`, encoding: 'utf8' } as const;
    const answer = execFileSync('npm', ['run', '--silent', 'mcp'], stdio);
    expect(JSON.parse(answer)).toEqual({ jsonrpc: '2.0', id: 1, result: {} });
  });

  it('serves its documentation', async () => {
    expect(await text('/docs/getting-started')).toContain('Ask your first question');
    const notices = readFileSync(join(installed.home, 'dist/docs/THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of ['vue', 'vitepress', 'minisearch']) expect(notices).toContain(`\n${name} `);
  });

  it('has the licence of everything it contains code of', () => {
    const notices = readFileSync(join(installed.home, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
    const names = [...notices.matchAll(/^(\S+) \d+\.\d+\.\d+ \([\w. -]+\)$/gm)].map(
      ([, name]) => name,
    );
    expect(names).toEqual(
      expect.arrayContaining([
        '@graphiql/react',
        'codemirror',
        'graphiql',
        'graphql',
        'graphql-sse',
        'graphql-yoga',
        'ioredis',
        'react',
        'react-dom',
        'rolldown',
        'swagger-ui-dist',
        'undici',
      ]),
    );
    expect(notices).toContain('Redistributions in binary form must reproduce');
    expect(notices).not.toMatch(/Elastic/);
    expect(readdirSync(join(installed.home, 'dist/viewer'))).toContain(
      'swagger-ui-bundle.js.LICENSE.txt',
    );
  });

  it("answers a query over its embedded PostHog, with the query's cost", async () => {
    const query = '{ experiments(first: 5) { nodes { name metrics { name } } } }';
    const { body } = await post<{ experiments: { nodes: unknown[] } }>(api(), query);
    expect(body.errors).toBeUndefined();
    expect(body.data?.experiments.nodes).toHaveLength(5);
    expect(body.extensions?.upstream.calls).toBe(6);
  });

  it('reports a wrong key with its code', async () => {
    const headers = { authorization: 'Bearer phx_wrong' };
    const { body } = await post(api(), '{ experiments { totalCount } }', { headers });
    expect(body.errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
  });

  it('serves its pages and documents from the files it ships', async () => {
    expect(await text('/graphql')).toContain('graphql/graphiql/start.js');
    expect(await text('/graphql/graphiql/start.js')).toContain('GraphiQL');
    expect(await text('/graphql/graphiql/graphiql.js')).toContain('GraphiQL');
    expect(await text('/graphql/graphiql/graphiql.css')).not.toContain('@font-face');
    expect(await text('/v1/')).toContain('swagger-ui-bundle.js');
    expect(await text('/v1/viewer/swagger-ui-bundle.js')).toContain('SwaggerUIBundle');
    expect(JSON.parse(await text('/v1/openapi.json', 'application/json'))).toHaveProperty('paths');
    const { body } = await post<{ _service: { sdl: string } }>(api(), '{ _service { sdl } }');
    expect(body.data?._service.sdl).toContain('@key');
  });

  it('answers through REST and MCP', async () => {
    const list = await fetch(`${api()}/v1/api/projects/@current/experiments?limit=2`);
    expect(await list.json()).toHaveProperty('results.length', 2);
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(new StreamableHTTPClientTransport(new URL(`${api()}/mcp`)));
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain('experiments-dashboard');
    await client.close();
  });

  it.runIf(runsRedis)('shares its state with other replicas in Redis', async () => {
    const redis = await startRedis();
    const environment = { REDIS_URL: redis.url, REDIS_ENCRYPTION_KEY: '01'.repeat(32) };
    const started = spawnCommand([process.execPath, installed.bin], {
      cwd: installed.folder,
      environment,
    });
    await started.started;
    const base = started.url('GraphQL')?.replace('/graphql', '') ?? '';
    const ready = await fetch(`${base}/ready`);
    expect(await ready.json()).toEqual({
      ready: true,
      sharedStore: { status: 'up', replicas: 1 },
    });
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
    await redis.stop();
  });

  it('prices a document from the command line', async () => {
    const explain = run(
      'explain',
      join(installed.home, 'examples/dashboard.graphql'),
      '--max',
      '1',
    );
    expect(await explain.ended).toBe(1);
    expect(explain.stdout()).toMatch(/calls/);
  });

  it('posts a signed event to a webhook', async () => {
    const receiver = await Receiver.start();
    try {
      const sent = spawnCommand([process.execPath, installed.bin, 'webhook', 'test'], {
        cwd: installed.folder,
        environment: { WEBHOOK_URL: receiver.url, WEBHOOK_SECRET: SECRET },
      });
      expect(await sent.ended).toBe(0);
      expect(verified(receiver.posts[0]!)).toHaveProperty('type', 'experiment.decision.ship');
    } finally {
      receiver.close();
    }
  });

  it('starts without loading slow parts of Node that it does not use', async () => {
    const listModules =
      'process.on("exit", () => console.error(process.moduleLoadList.join("\\n")))';
    const started = spawnCommand(
      [
        process.execPath,
        '--import',
        `data:text/javascript,${encodeURIComponent(listModules)}`,
        installed.bin,
      ],
      { cwd: installed.folder, environment: { POSTHOG_HOST: 'http://127.0.0.1:9' } },
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

const oldest = manifest.engines.node.replace('>=', '');

/** Runs the command with a given Node, or with this one reporting another version. */
async function onNode(node: string, version?: string) {
  const rename = `Object.defineProperty(process.versions, "node", { value: "${version}" })`;
  const options = version === undefined ? [] : ['--import', `data:text/javascript,${rename}`];
  const started = spawnCommand([node, ...options, installed.bin, '--help'], {
    cwd: installed.folder,
  });
  const exitCode = await started.ended;
  return { exitCode, stdout: started.stdout(), stderr: started.stderr() };
}

const versionOf = (node: string) =>
  execFileSync(node, ['--version'], { encoding: 'utf8' }).trim().slice(1);

const olderNodes = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'node'))
  .filter((node) => existsSync(node) && Number.parseInt(versionOf(node), 10) < 22);

describe('the command on another Node', () => {
  it.each(['18.20.4', '20.20.2', '22.18.0'])(
    'names the version it needs on %s',
    async (version) => {
      const { exitCode, stdout, stderr } = await onNode(process.execPath, version);
      expect(stderr).toBe(
        `posthog-experiments-graph requires Node ${oldest} or newer; this is Node ${version}.\n`,
      );
      expect(stdout).toBe('');
      expect(exitCode).toBe(1);
    },
  );

  it.each([`${oldest}.0`, '24.0.0'])('runs on %s', async (version) => {
    const { exitCode, stdout, stderr } = await onNode(process.execPath, version);
    expect(stderr).toBe('');
    expect(stdout).toContain('explain');
    expect(exitCode).toBe(0);
  });

  it.skipIf(olderNodes.length === 0)(
    'can be parsed by an older Node that is installed',
    async () => {
      for (const node of olderNodes) {
        const { exitCode, stderr } = await onNode(node);
        expect(stderr).toBe(
          `posthog-experiments-graph requires Node ${oldest} or newer; this is Node ${versionOf(node)}.\n`,
        );
        expect(exitCode).toBe(1);
      }
    },
  );
});
