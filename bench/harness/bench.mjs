// The side-by-side benchmark; README.md says how to read it. Usage: npm run bench -- [--rounds 5] [--seconds 2]
//   [--only product-cold,tailcall] [--scenarios s1,s3] [--latency 20] [--connections s1=32,s2=16,s3=8]
//   [--warm s1=15,s2=10,s3=15] [--product ..] [--out results/main.json]
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { scenarios as allScenarios } from '../load/queries.mjs';
import { cpuOf, memoryOf, pin } from './process.mjs';
import {
  askOnce,
  boot,
  BOTH_CORES,
  end,
  endAll,
  load,
  openStub,
  readServers,
  root,
  SERVER_CORE,
  upstreamRequests,
} from './stage.mjs';

const text = (value) => ({ type: 'string', default: value });
const { values: options } = parseArgs({
  options: {
    rounds: text('5'),
    seconds: text('2'),
    only: text(''),
    scenarios: text(allScenarios.join(',')),
    latency: text('0'),
    connections: text('s1=32,s2=16,s3=8'),
    warm: text('s1=15,s2=10,s3=15'),
    product: text('..'),
    out: text('results/main.json'),
  },
});
const byScenario = (list) =>
  Object.fromEntries(
    list
      .split(',')
      .map((pair) => pair.split('='))
      .map(([name, n]) => [name, Number(n)]),
  );
const connections = byScenario(options.connections);
const warm = byScenario(options.warm);
const seconds = Number(options.seconds);
const scenarios = options.scenarios.split(',');
const known = readServers(options.product);
const names = options.only === '' ? [...known.keys()] : options.only.split(',');
const servers = names.map((name) => {
  if (!known.has(name))
    throw new Error(`no server ${name}; there are ${[...known.keys()].join(', ')}`);
  return known.get(name);
});

const rows = [];
const starts = {};
const expected = {};
const meta = {
  date: new Date().toISOString(),
  node: process.version,
  seconds,
  connections,
  latency: Number(options.latency),
};
const save = () => writeFileSync(join(root, options.out), JSON.stringify({ meta, starts, rows }));

/** Every right answer has the same values, whatever a schema calls them. */
async function checkAnswer(server, scenario) {
  const before = await upstreamRequests();
  const leaves = await askOnce(server, scenario);
  const calls = (await upstreamRequests()) - before - 1;
  if (leaves === undefined) return calls;
  expected[scenario] ??= leaves;
  if (leaves !== expected[scenario]) throw new Error(`${scenario}: the answer differs`);
  return calls;
}

/** Compilers and collectors get both cores while it warms up. */
async function warmUp(server, pid, scenario) {
  const callsAlone = await checkAnswer(server, scenario);
  const under = { connections: connections[scenario] };
  pin(pid, BOTH_CORES);
  // In runs of 5 s: what a compiler made from the first of them it throws away in the second.
  for (let left = server.warm ?? warm[scenario]; left > 0; left -= 5) {
    await load(server, scenario, { ...under, seconds: Math.min(left, 5) });
  }
  pin(pid, SERVER_CORE);
  return callsAlone;
}

async function measure(server, pid, scenario) {
  const under = { connections: connections[scenario] };
  // V8 drops compiled code that idles, and this one has waited for its turn.
  await load(server, scenario, { ...under, seconds: server.warm === undefined ? 2 : 1 });
  const [requestsBefore, cpuBefore] = [await upstreamRequests(), cpuOf(pid)];
  let result = await load(server, scenario, { ...under, seconds });
  // Too few to divide by: what was under way at the ends would count for too much.
  if (result.requests < 20) {
    const more = await load(server, scenario, { ...under, seconds: seconds * 4 });
    const sum = (key) => result[key] + more[key];
    result = { ...more, requests: sum('requests'), us: sum('us'), errors: sum('errors') };
  }
  const used = cpuOf(pid) - cpuBefore;
  const calls = (await upstreamRequests()) - requestsBefore - 1;
  return {
    rps: result.requests / (result.us / 1e6),
    p50: result.p50 / 1e3,
    p99: result.p99 / 1e3,
    cpu: (used * 1e6) / result.requests,
    calls: calls / result.requests,
    errors: result.errors,
    memory: memoryOf(pid),
  };
}

function show(row) {
  const keys = ['rps', 'p50', 'p99', 'cpu', 'calls', 'memory'];
  const numbers = keys.map((key) => `${key} ${row[key].toFixed(row[key] < 100 ? 1 : 0)}`);
  const errors = row.errors > 0 ? `  ERRORS ${row.errors}` : '';
  const place = `${row.round} ${row.scenario} ${row.server.padEnd(16)}`;
  console.log(`${place} ${numbers.join('  ')}${errors}  load ${loadavg()[0].toFixed(1)}`);
}

/** All servers of a scenario run side by side and are loaded in turn, a short time each: so that a ratio's two sides see the same machine. */
async function play(scenario) {
  const playing = [];
  for (const server of servers) {
    try {
      const { child, ms } = await boot(server);
      (starts[server.name] ??= []).push(ms);
      const callsAlone = await warmUp(server, child.pid, scenario);
      playing.push({ server, child, callsAlone });
    } catch (error) {
      console.log(`${scenario} ${server.name}: FAILED ${error.message}`);
      rows.push({ scenario, server: server.name, failed: error.message });
    }
  }
  for (let round = 1; round <= Number(options.rounds); round += 1) {
    // Another one begins each time.
    const order = playing.map((_, index) => playing[(index + round) % playing.length]);
    for (const { server, child, callsAlone } of order) {
      const numbers = await measure(server, child.pid, scenario);
      const row = { round, scenario, server: server.name, callsAlone, ...numbers };
      rows.push(row);
      show(row);
      save();
    }
  }
  for (const { child } of playing) await end(child);
}

try {
  await openStub(meta.latency);
  for (const scenario of scenarios) await play(scenario);
} finally {
  await endAll();
}
process.exit(0);
