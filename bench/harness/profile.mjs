// Where a server spends its time in steady state. Usage: npm run profile -- product-cold s1 [--top 30] [--product ..]
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sleep } from './process.mjs';
import { boot, endAll, load, openStub, readServers, root } from './stage.mjs';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    top: { type: 'string', default: '30' },
    product: { type: 'string', default: '..' },
    seconds: { type: 'string', default: '5' },
  },
});
const [name, scenario] = positionals;
const file = join(root, `run/${name}-${scenario}.cpuprofile`);
const connections = { s1: 32, s2: 16, s3: 8 }[scenario];
rmSync(file, { force: true });
try {
  await openStub();
  const server = readServers(values.product).get(name);
  const { child } = await boot(server, {
    more: { PROFILE_OUT: file },
    nodeOptions: ['--import', join(root, 'harness/profile-preload.mjs')],
  });
  await load(server, scenario, { connections, seconds: 14 });
  const loading = load(server, scenario, { connections, seconds: Number(values.seconds) + 1 });
  await sleep(500);
  process.kill(child.pid, 'SIGUSR2');
  await sleep(Number(values.seconds) * 1_000);
  process.kill(child.pid, 'SIGUSR2');
  console.log(await loading);
  while (!existsSync(file)) await sleep(100);
  await sleep(500);
} finally {
  await endAll();
}
report(JSON.parse(readFileSync(file, 'utf8')), Number(values.top));
process.exit(0);

/** Self time by part and by function. A builtin counts for whoever calls it. */
function report({ nodes, samples, timeDeltas }, top) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parentOf = new Map(
    nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id])),
  );
  const parts = new Map();
  const functions = new Map();
  let busy = 0;
  samples.forEach((id, index) => {
    const node = byId.get(id);
    const { functionName, url, lineNumber } = node.callFrame;
    if (functionName === '(idle)') return;
    const time = timeDeltas[index];
    busy += time;
    add(parts, partOf(node, byId, parentOf), time);
    const place = url.replace(/.*node_modules\//, '').replace(/.*\/dist\//, 'dist/');
    add(functions, `${functionName || '(anonymous)'} ${place}:${lineNumber + 1}`, time);
  });
  for (const table of [parts, functions]) {
    const rows = [...table].sort((one, other) => other[1] - one[1]).slice(0, top);
    for (const [name, time] of rows)
      console.log(`${((100 * time) / busy).toFixed(1).padStart(5)} %  ${name}`);
    console.log('');
  }
}

function add(table, name, time) {
  table.set(name, (table.get(name) ?? 0) + time);
}

function partOf(node, byId, parentOf) {
  const { functionName, url } = node.callFrame;
  if (/^\((garbage collector|program)\)$/.test(functionName)) return functionName;
  const own = /\/dist\/(posthog\/\w+|graph\/\w+|server|rest|mcp)/.exec(url);
  if (own && !url.includes('node_modules')) return own[1];
  const library = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url);
  if (library) return library[1];
  if (url.startsWith('node:internal/deps/undici')) return 'undici';
  if (url.startsWith('node:')) return url.split('/').slice(0, 2).join('/');
  const parent = byId.get(parentOf.get(node.id));
  if (url === '' && functionName in { parse: 1, stringify: 1, utf8Slice: 1, latin1Slice: 1 })
    return functionName;
  return url === '' && parent && parent.callFrame.functionName !== '(root)'
    ? partOf(parent, byId, parentOf)
    : `other ${url}`;
}
