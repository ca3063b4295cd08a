// Memory over many requests of mixed documents, the caches at their bounds: a sixth of the requests is asked in words
// never used before. They are filled first. Usage: npm run soak -- [--requests 200000] [--fill 150000] [--product ..]
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import { bodiesOf } from '../load/queries.mjs';
import { collecting, liveOf } from './live-memory.mjs';
import { memoryOf } from './process.mjs';
import { boot, BOTH_CORES, end, endAll, openStub, readServers, root } from './stage.mjs';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '200000' },
    fill: { type: 'string', default: '150000' },
    product: { type: 'string', default: '..' },
  },
});
const total = Number(values.requests);
const fill = Number(values.fill);
const UNDER_WAY = 24;
const s1 = bodiesOf('product', 's1');
const fields = [
  'name',
  'description',
  'status',
  'startDate',
  'endDate',
  'createdAt',
  'archived',
  'isLegacy',
];

/** The same few documents most of the time; else one of many selections, or one nobody has sent before. */
function bodyOf(index) {
  if (index % 6 !== 0) return s1[index % s1.length];
  if (index % 300 === 0) return bodiesOf('product', 's3')[0];
  if (index % 60 === 0) return bodiesOf('product', 's2')[0];
  const some = fields.filter((_, bit) => (index >> bit) & 1).join(' ');
  return JSON.stringify({
    query: `{ experiment(id: ${1 + (index % 100)}) { a${index}: posthogId ${some} } }`,
  });
}

const liveFile = join(root, 'run/live.txt');

const mean = (list) => list.reduce((sum, one) => sum + one, 0) / list.length;

function conclude(name, values) {
  const [earlier, later] = [mean(values.slice(0, 5)), mean(values.slice(-5))];
  const change = (100 * (later - earlier)) / earlier;
  console.log(
    `${name}: first quarter ${earlier.toFixed(0)} MiB, last quarter ${later.toFixed(0)} MiB: ${change.toFixed(1)} %`,
  );
}

try {
  await openStub();
  // Everything kept is bounded to 16 MB, and is full after a small part of the run.
  const server = {
    ...readServers(values.product).get('product-hot'),
    name: 'product-soak',
  };
  const more = {
    FRESH_MAX_MB: '16',
    FRESH_EXPERIMENTS_SECONDS: '5',
    FRESH_SETTINGS_SECONDS: '5',
    LIVE_OUT: liveFile,
  };
  const { child } = await boot(server, { cores: BOTH_CORES, more, nodeOptions: collecting });
  const url = new URL(server.url);
  const pool = new Pool(url.origin, { connections: UNDER_WAY });
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const steps = 20;
  const live = [];
  const resident = [];
  let next = 0;
  for (let step = 0; step <= steps; step += 1) {
    const until = fill + (total / steps) * step;
    const worker = async () => {
      while (next < until) {
        const body = bodyOf((next += 1));
        const answer = await pool.request({ method: 'POST', path: url.pathname, headers, body });
        const text = await answer.body.text();
        if (answer.statusCode !== 200 || text.includes('"errors"'))
          throw new Error(text.slice(0, 300));
      }
    };
    await Promise.all(Array.from({ length: UNDER_WAY }, worker));
    live.push(await liveOf(child.pid, liveFile));
    resident.push(memoryOf(child.pid));
    const [inUse, held] = [live, resident].map((list) => list.at(-1).toFixed(1));
    console.log(`${String(until).padStart(7)} requests  in use ${inUse} MiB  resident ${held} MiB`);
  }
  conclude('in use', live);
  conclude('resident', resident);
  await pool.close();
  await end(child);
} finally {
  await endAll();
}
process.exit(0);
