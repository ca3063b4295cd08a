import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.ts';

const EXECUTABLE = '/usr/sbin/nginx';

/** True when the machine has nginx. */
export const hasNginx = existsSync(EXECUTABLE);
/** True when tests behind nginx are to run: without it they are skipped, except on CI, where they fail. */
export const runsNginx = hasNginx || process.env['CI'] === 'true';

if (!runsNginx)
  process.stdout.write(`Not tested behind a proxy: no ${EXECUTABLE} on this machine.\n`);

export interface Nginx {
  /** The address below which the server is served, with the prefix and without a slash at its end. */
  readonly url: string;
  /** What nginx reported: connections that the server reset, among others. */
  errors(): string;
  stop(): Promise<void>;
}

/** Settings of the `location` that matter to this server, as the documentation recommends them. */
const location = (prefix: string, host: string) => `
    location ${prefix}/ {
      proxy_pass http://product/;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host ${host};
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Host $http_host;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_set_header X-Forwarded-Port $server_port;
      proxy_set_header X-Forwarded-Prefix ${prefix};
    }`;

const configuration = (
  at: string,
  port: number,
  upstreams: readonly string[],
  prefix: string,
  host: string,
) => `
worker_processes 1;
daemon off;
pid ${at}/pid;
events { worker_connections 256; }
http {
  access_log off;
  client_body_temp_path ${at}/body;
  proxy_temp_path ${at}/proxy;
  fastcgi_temp_path ${at}/fastcgi;
  uwsgi_temp_path ${at}/uwsgi;
  scgi_temp_path ${at}/scgi;
  gzip on;
  gzip_proxied any;
  gzip_types application/json text/javascript text/css text/event-stream;
  keepalive_timeout 75s;
  keepalive_requests 100000;
  upstream product {
    ${upstreams.map((upstream) => `server ${upstream} max_fails=0;`).join('\n    ')}
    keepalive 64;
    keepalive_requests 100000;
    keepalive_timeout 60s;
  }
  server {
    listen 127.0.0.1:${port};
${location(prefix, host)}
  }
}
`;

/**
 * Starts nginx on loopback in front of one or several servers, below a path prefix, with compression and kept-alive connections on both
 * sides.
 * @param upstreamUrls addresses of the servers, without a path
 * @param options the prefix, which begins with a slash, and the `Host` that nginx sends: its own by default
 */
export async function startNginx(
  upstreamUrls: string | readonly string[],
  { prefix, host = '$http_host' }: { readonly prefix: string; readonly host?: string },
): Promise<Nginx> {
  const directory = await mkdtemp(join(tmpdir(), 'nginx-'));
  const port = await freePort();
  const file = join(directory, 'nginx.conf');
  const upstreams = [upstreamUrls].flat().map((upstreamUrl) => new URL(upstreamUrl).host);
  await writeFile(file, configuration(directory, port, upstreams, prefix, host));
  const child = spawn(EXECUTABLE, ['-p', directory, '-c', file, '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ended = once(child, 'close');
  const url = `http://127.0.0.1:${port}${prefix}`;
  while (child.exitCode === null && !(await isUp(url))) await sleep(20);
  if (child.exitCode !== null) throw new Error(`nginx ended: ${errors}`);
  return {
    url,
    errors: () => errors,
    async stop() {
      child.kill('SIGQUIT');
      const timer = setTimeout(() => child.kill('SIGTERM'), 2_000);
      await ended;
      clearTimeout(timer);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

const isUp = (url: string) =>
  fetch(`${url}/health`).then(
    ({ ok }) => ok,
    () => false,
  );
