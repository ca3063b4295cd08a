// What every measurement needs: the stub, a server under test, and the load tool.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bodiesOf, leavesOf } from '../load/queries.mjs';
import { inUse, output, sleep, start, stop } from './process.mjs';

export const root = join(import.meta.dirname, '..');
const run = join(root, 'run');
mkdirSync(run, { recursive: true });
mkdirSync(join(root, 'results'), { recursive: true });

const STUB_PORT = 21500;
export const upstream = `http://127.0.0.1:${STUB_PORT}`;
/** The stub and the load tool share one core, the server under test has the other. */
export const LOAD_CORE = '0';
export const SERVER_CORE = '1';
export const BOTH_CORES = '0,1';

const running = new Set();
async function begin(cores, command, options) {
  const child = start(cores, command, options);
  running.add(child);
  return child;
}
export async function end(child) {
  running.delete(child);
  await stop(child);
}
export async function endAll() {
  for (const child of [...running]) await end(child);
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    await endAll();
    process.exit(1);
  });
}

/** Starts the stub: nginx, or with a latency in milliseconds a server of Node's. */
export async function openStub(latency = 0) {
  // Never load a server that is not ours.
  if (await inUse(STUB_PORT)) throw new Error(`port ${STUB_PORT} is in use`);
  const log = join(run, 'stub.log');
  const conf = readFileSync(join(root, 'stub/nginx.conf.template'), 'utf8')
    .replaceAll('@RUN@', run)
    .replaceAll('@PORT@', String(STUB_PORT))
    .replaceAll('@DATA@', join(root, 'stub/data'));
  writeFileSync(join(run, 'nginx.conf'), conf);
  const command =
    latency > 0
      ? [process.execPath, join(root, 'stub/latency.mjs'), String(STUB_PORT), String(latency)]
      : ['nginx', '-p', run, '-c', join(run, 'nginx.conf')];
  const stub = await begin(LOAD_CORE, command, { log });
  for (let tries = 0; !(await inUse(STUB_PORT)); tries += 1) {
    if (tries > 100) throw new Error(`the stub does not start: ${readFileSync(log, 'utf8')}`);
    await sleep(50);
  }
  return stub;
}

/** Requests the stub has had, this one not counted. */
export async function upstreamRequests() {
  const text = await (await fetch(`${upstream}/stub_status`)).text();
  return Number(/\n\s*\d+ \d+ (\d+)/.exec(text)[1]) - 1;
}

/** The servers of servers.json by name, the product once for each of its modes. `product`: where its dist/ is. */
export function readServers(product = '..') {
  const fill = (text, port) =>
    text
      .replaceAll('{port}', String(port))
      .replaceAll('{upstream}', upstream)
      .replaceAll('{product}', resolve(root, product));
  const servers = new Map();
  const file = JSON.parse(readFileSync(join(root, 'servers.json'), 'utf8'));
  for (const [name, { modes = { '': {} }, ...server }] of Object.entries(file)) {
    for (const [mode, settings] of Object.entries(modes)) {
      const port = server.port ?? 21510 + servers.size;
      const env = { ...server.env, ...settings };
      servers.set(mode === '' ? name : `${name}-${mode}`, {
        ...server,
        name: mode === '' ? name : `${name}-${mode}`,
        port,
        url: `http://127.0.0.1:${port}${server.path ?? ''}`,
        cwd: resolve(root, server.cwd ?? '.'),
        command: server.command.map((word) =>
          word === 'node' ? process.execPath : fill(word, port),
        ),
        env: Object.fromEntries(Object.entries(env).map(([key, text]) => [key, fill(text, port)])),
      });
    }
  }
  return servers;
}

/**
 * Starts a server and waits until `isUp` does not throw: until it answers S1, unless told otherwise. Gives the child and
 * the milliseconds it took.
 */
export async function boot(
  server,
  { cores = SERVER_CORE, more = {}, nodeOptions = [], isUp = () => askOnce(server, 's1') } = {},
) {
  if (await inUse(server.port)) throw new Error(`port ${server.port} is in use`);
  const [first, ...rest] = server.command;
  const startedAt = process.hrtime.bigint();
  const milliseconds = () => Number(process.hrtime.bigint() - startedAt) / 1e6;
  const log = join(run, `${server.name}.log`);
  const child = await begin(cores, [first, ...nodeOptions, ...rest], {
    cwd: server.cwd,
    env: {
      NODE_ENV: 'production',
      UPSTREAM: upstream,
      PORT: String(server.port),
      ...server.env,
      ...more,
    },
    log,
  });
  for (;;) {
    try {
      // A connection that is refused takes less from who is starting than a whole request would.
      if (!(await inUse(server.port))) throw new Error(`nothing listens on port ${server.port}`);
      await isUp();
      return { child, ms: milliseconds() };
    } catch (error) {
      if (milliseconds() > 30_000 || child.exitCode !== null) {
        await end(child);
        throw new Error(
          `${server.name} does not start: ${error.message}\n${readFileSync(log, 'utf8')}`,
        );
      }
      await sleep(5);
    }
  }
}

function pathsOf({ paths }, scenario) {
  const path = paths[scenario];
  return path.includes('{1..100}')
    ? Array.from({ length: 100 }, (_, index) => path.replace('{1..100}', String(index + 1)))
    : [path];
}

/** One request, and what its answer says: its leaf values as text; undefined for the pass-through. */
export async function askOnce(server, scenario) {
  if (server.paths) {
    const response = await fetch(`${server.url}${pathsOf(server, scenario)[0]}`);
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`${scenario}: status ${response.status}`);
    return undefined;
  }
  const response = await fetch(server.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: bodiesOf(server.dialect, scenario)[0],
  });
  const text = await response.text();
  const { data, errors } = JSON.parse(text);
  if (!response.ok || errors)
    throw new Error(`${scenario}: ${response.status} ${text.slice(0, 300)}`);
  return JSON.stringify(leavesOf(data));
}

/** Loads a server with a scenario for some seconds. Times in microseconds. */
export async function load(server, scenario, { connections, seconds }) {
  const lines = server.paths ? pathsOf(server, scenario) : bodiesOf(server.dialect, scenario);
  return loadWith(server, lines, { connections, seconds });
}

/** The same with request lines of one's own: bodies, or paths for the pass-through. */
export async function loadWith(server, lines, { connections, seconds }) {
  if (seconds > 15) throw new Error('a load run lasts 15 s at most');
  const file = join(run, `requests-${server.name}.txt`);
  writeFileSync(file, `${lines.join('\n')}\n`);
  const tool = ['wrk', '-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s'];
  const text = await output(LOAD_CORE, [...tool, '-s', join(root, 'load/load.lua'), server.url], {
    [server.paths ? 'BENCH_PATHS' : 'BENCH_BODIES']: file,
  });
  const result = /JSON(\{.*\})/.exec(text);
  if (!result) throw new Error(`wrk: ${text}`);
  return JSON.parse(result[1]);
}
