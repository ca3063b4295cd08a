import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../test/support/free-port.ts';
import { builtProduct } from './product.ts';

const product = builtProduct();

export interface StageOptions {
  readonly replicas: number;
  /** Whether the replicas share a Redis. */
  readonly redis: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether the sandbox throttles keys as PostHog does. */
  readonly throttle?: boolean;
  /** Options of Node for the replicas. */
  readonly nodeOptions?: readonly string[];
}

export interface Replica {
  readonly url: string;
  readonly pid: number;
  /** Ends it, with SIGKILL by default, and starts it again on the same port; resolves when it is ready. */
  restart(signal?: NodeJS.Signals): Promise<void>;
}

/** Settings under which the budget of a key delays no call. */
export const unthrottled = {
  POSTHOG_CALLS_PER_MINUTE: '999999999',
  POSTHOG_CALLS_PER_HOUR: '999999999',
} as const;

/** The product several times behind nginx, over one sandbox. */
export interface Stage {
  /** Nginx, which passes requests to the replicas in turn. */
  readonly url: string;
  readonly replicas: readonly Replica[];
  readonly sandbox: SandboxControl;
  readonly redisPort: number | undefined;
  /** A directory of this stage, which is removed with it. */
  readonly directory: string;
  /** Stops the Redis process for a while (SIGSTOP), lets it go on, ends it, or starts it again, empty. */
  redis(what: 'stop' | 'continue' | 'kill' | 'start'): Promise<void>;
  close(): Promise<void>;
}

export interface SandboxControl {
  readonly url: string;
  requests(): Promise<readonly SandboxRequest[]>;
  clear(): Promise<void>;
  fault(fault: object): Promise<void>;
  heal(): Promise<void>;
}

export interface SandboxRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

/** Resolves when a server answers. @throws after 30 seconds without an answer */
export async function answers(url: string): Promise<void> {
  for (let turn = 0; turn < 600; turn += 1) {
    const isUp = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    await sleep(50);
  }
  throw new Error(`${url} does not answer.`);
}

const { PATH = '' } = process.env;
const run = (words: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  spawn(words[0]!, words.slice(1), { env: { PATH, ...env }, stdio: 'ignore' });

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

/** Starts everything on free ports of loopback. Needs nginx, and redis-server where Redis is used. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const { replicas: count, redis, environment = {}, throttle = false, nodeOptions = [] } = options;
  const directory = mkdtempSync(join(tmpdir(), 'replicas-'));
  const children: ChildProcess[] = [];
  const sandboxPort = await freePort();
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  children.push(run([process.execPath, product, 'sandbox', '--port', String(sandboxPort)]));
  await answers(`${sandboxUrl}/_sandbox/clock`);
  const sandbox = controlOf(sandboxUrl);
  if (throttle) await sandbox.send('POST', 'profile', { rate_limit: true });

  const redisPort = redis ? await freePort() : undefined;
  let redisServer: ChildProcess | undefined;
  const startRedis = async (port: number) => {
    const words = ['--port', String(port), '--save', '', '--appendonly', 'no'];
    redisServer = run(['redis-server', ...words, '--dir', directory, '--bind', '127.0.0.1']);
    children.push(redisServer);
    await sleep(300);
  };
  if (redisPort !== undefined) await startRedis(redisPort);
  const replicas = await Promise.all(
    Array.from({ length: count }, async () => {
      const port = await freePort();
      const url = `http://127.0.0.1:${port}`;
      const start = () =>
        run([process.execPath, ...nodeOptions, product], {
          PORT: String(port),
          POSTHOG_HOST: sandboxUrl,
          POSTHOG_PROJECT_ID: '1',
          LOG_LEVEL: 'silent',
          MEASURE_DIRECTORY: directory,
          ...(redisPort !== undefined && { REDIS_URL: `redis://127.0.0.1:${redisPort}` }),
          ...environment,
        });
      let child = start();
      await answers(`${url}/health`);
      return {
        url,
        get pid() {
          return child.pid!;
        },
        async restart(signal = 'SIGKILL') {
          await end(child, signal);
          child = start();
          await answers(`${url}/ready`);
        },
        stop: () => end(child, 'SIGTERM'),
      };
    }),
  );
  const port = await freePort();
  writeFileSync(join(directory, 'nginx.conf'), nginxConfiguration(directory, port, replicas));
  children.push(
    run(['nginx', '-p', directory, '-c', join(directory, 'nginx.conf'), '-e', 'stderr']),
  );
  const url = `http://127.0.0.1:${port}`;
  await answers(`${url}/health`);
  return {
    url,
    replicas,
    sandbox,
    redisPort,
    directory,
    async redis(what) {
      if (what === 'stop') redisServer?.kill('SIGSTOP');
      else if (what === 'continue') redisServer?.kill('SIGCONT');
      else if (what === 'start' && redisPort !== undefined) await startRedis(redisPort);
      else if (redisServer) await end(redisServer, 'SIGKILL');
    },
    async close() {
      await Promise.all(replicas.map((replica) => replica.stop()));
      for (const child of children.toReversed()) await end(child, 'SIGTERM');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function controlOf(
  url: string,
): SandboxControl & { send(method: string, path: string, body?: object): Promise<unknown> } {
  const send = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${url}/_sandbox/${path}`, {
      method,
      // A connection that is left idle between two calls may be closed just when the second one is sent.
      headers: { 'content-type': 'application/json', connection: 'close' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return text === '' ? undefined : JSON.parse(text);
  };
  return {
    url,
    send,
    requests: async () => (await send('GET', 'requests')) as readonly SandboxRequest[],
    clear: async () => void (await send('DELETE', 'requests')),
    fault: async (fault: object) => void (await send('POST', 'faults', fault)),
    heal: async () => void (await send('DELETE', 'faults')),
  };
}

function nginxConfiguration(
  at: string,
  port: number,
  replicas: readonly { url: string }[],
): string {
  const paths = ['body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name === 'body' ? 'client_body' : name}_temp_path ${at}/${name};`,
  );
  return `
worker_processes 1;
daemon off;
pid ${at}/pid;
events { worker_connections 16384; }
http {
  access_log off;
  ${paths.join('\n  ')}
  upstream replicas {
    ${replicas.map(({ url }) => `server ${new URL(url).host} max_fails=0;`).join('\n    ')}
    keepalive 64;
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://replicas;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
      proxy_buffering off;
      proxy_read_timeout 3600s;
      # What may have been carried out is not sent to another replica.
      proxy_next_upstream error timeout;
    }
  }
}
`;
}
