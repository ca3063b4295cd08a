import { execFileSync, spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

// `npm run dashboard`: the API (over the sandbox unless POSTHOG_HOST is set) and these pages, in one
// command. The pages' packages are installed here, the first time, and are no part of the API's.
// `DASHBOARD_BUILT=1` builds the pages and serves the result, as it would be deployed: they load in a tenth of the time.
// Options are those of `posthog-experiments-graph start`, such as `--experiments 500`.

const folder = fileURLToPath(new URL('.', import.meta.url));
const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

const timeOf = (path: string) =>
  statSync(new URL(path, import.meta.url), { throwIfNoEntry: false })?.mtimeMs ?? 0;

if (timeOf('node_modules/.package-lock.json') < timeOf('package-lock.json')) {
  console.log('Installing the dashboard’s packages …');
  execFileSync('npm', ['ci'], { cwd: folder, stdio: 'inherit' });
}

const api = spawn(process.execPath, [main, 'start', ...process.argv.slice(2)], {
  env: { LOG_LEVEL: 'warn', ...process.env },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const stop = () => api.kill('SIGTERM');
process.once('SIGINT', stop).once('SIGTERM', stop);
api.once('exit', (code) => process.exit(code ?? 1));

let graph = '';
for await (const line of createInterface(api.stdout)) {
  graph = /^GraphQL +(\S+)\/graphql$/.exec(line)?.[1] ?? graph;
  // The last line of the API's banner: it can be called from now on.
  if (/^Keys? /.test(line)) console.log(`Dashboard ${await servePages(graph)}`);
  console.log(line);
}

/** Serves the pages over an API and resolves to their address. */
async function servePages(graph: string): Promise<string | undefined> {
  process.env['GRAPH_URL'] = graph;
  // Imported here: it may just have been installed.
  const { build, createServer, preview } = await import('vite');
  const port = Number(process.env['DASHBOARD_PORT'] ?? 5173);
  const shared = { root: folder, configFile: `${folder}vite.config.ts`, logLevel: 'warn' } as const;
  if (process.env['DASHBOARD_BUILT'] === '1') {
    await build(shared);
    const pages = await preview({ ...shared, preview: { port } });
    return pages.resolvedUrls?.local[0];
  }
  const pages = await createServer({ ...shared, server: { port } });
  await pages.listen();
  return pages.resolvedUrls?.local[0];
}
