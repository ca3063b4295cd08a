// Writes down what the web app sends until its list has come to rest, in a browser without a cache, for the scenario
// first-page. Usage: npm run record
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBrowser } from '../../test/support/browser.ts';
import { spawnScript } from '../../test/support/spawned.ts';
import { unthrottled } from '../replicas/stage.ts';
import { EXPERIMENTS } from './upstreams.ts';

/** Milliseconds without a request after which the list has come to rest. */
const REST_MS = 3_000;

const server = spawnScript('start', { LOG_LEVEL: 'error', ...unthrottled }, [
  '--experiments',
  String(EXPERIMENTS),
]);
await server.started;
const browser = await openBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const bodies: object[] = [];
  const accepts = new Set<string>();
  let lastAt = performance.now();
  page.on('request', (request) => {
    const { accept = '' } = request.headers();
    lastAt = performance.now();
    // Subscriptions are streams of events, which never end.
    if (!request.url().endsWith('/graphql') || accept.includes('text/event-stream')) return;
    accepts.add(accept);
    bodies.push(request.postDataJSON() as object);
  });
  await page.goto(server.url('App')!);
  while (performance.now() - lastAt < REST_MS) await sleep(100);
  const [accept, ...others] = accepts;
  if (accept === undefined || others.length > 0)
    throw new Error(`There is no scenario for ${accepts.size} kinds of answers.`);
  const file = new URL('scenarios/first-page.json', import.meta.url);
  writeFileSync(file, `${JSON.stringify({ accept, bodies }, null, 2)}\n`);
  console.log(`${bodies.length} requests`);
} finally {
  await browser.close();
  server.child.kill('SIGTERM');
  await server.ended;
}
