// Tables of a run: medians over the rounds; ratios are taken inside each round first. Those of a comparison of two
// revisions are made in compare/tables.ts. Usage: npm run report -- [results/main.json]
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tablesOf } from '../compare/tables.ts';
import { root } from './stage.mjs';

const file = JSON.parse(readFileSync(join(root, process.argv[2] ?? 'results/main.json'), 'utf8'));
if (file.comparison) {
  console.log(tablesOf(file));
  process.exit(0);
}
const { meta, starts, rows } = file;
const measured = rows.filter((row) => row.round);
const names = [...new Set(measured.map((row) => row.server))].sort();
const scenarios = [...new Set(measured.map((row) => row.scenario))].sort();
const rounds = [...new Set(measured.map((row) => row.round))];

function median(values) {
  const sorted = values.filter(Number.isFinite).sort((one, other) => one - other);
  return sorted.length === 0
    ? undefined
    : (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}
const shown = (value, digits = 0) =>
  value === undefined
    ? '–'
    : value >= 100
      ? Math.round(value).toLocaleString('en')
      : value.toFixed(digits);
const of = (server, scenario) =>
  measured.filter((row) => row.server === server && row.scenario === scenario);
const all = (server, scenario, key) => median(of(server, scenario).map((row) => row[key]));

console.log(
  `${meta.date.slice(0, 10)}, Node ${meta.node}, ${rounds.length} rounds of ${meta.seconds} s, connections ${Object.values(meta.connections).join(' / ')}, upstream latency ${meta.latency} ms\n`,
);
for (const scenario of scenarios) {
  console.log(
    `| ${scenario.toUpperCase()} | CPU µs | req/s | p50 ms | p99 ms | calls | memory MiB | start ms |`,
  );
  console.log('|---|---:|---:|---:|---:|---:|---:|---:|');
  for (const name of names) {
    const value = (key, digits) => shown(all(name, scenario, key), digits);
    console.log(
      `| ${name} | ${value('cpu')} | ${value('rps', 1)} | ${value('p50', 1)} | ${value('p99', 1)} | ${value('callsAlone')} | ${value('memory')} | ${shown(median(starts[name] ?? []))} |`,
    );
  }
  console.log('');
}

/** How many times less CPU a server takes than another. */
const ratio = (server, other, scenario) =>
  median(
    rounds.map((round) => {
      const cpu = (name) => of(name, scenario).find((row) => row.round === round)?.cpu;
      return cpu(other) / cpu(server);
    }),
  );
const wanted = [
  ['product-cold', 'tailcall', { s1: 1, s2: 2, s3: 2 }],
  ['product-cold', 'yoga-pothos', { s1: 3 }],
  ['product-cold', 'apollo-naive', { s1: 3, s2: 1.5, s3: 3 }],
  ['product-cold', 'hive-gateway', { s1: 3, s2: 1.5, s3: 3 }],
  ['product-shared', 'tailcall-dedupe', { s2: 1.5, s3: 1.5 }],
  ['product-shared', 'apollo-naive', { s1: 5, s2: 5, s3: 5 }],
  ['product-shared', 'hive-gateway', { s1: 5, s2: 5, s3: 5 }],
  ['product-hot', 'pass-through', { s1: 1, s2: 5, s3: 5 }],
  ['product-hot', 'apollo-naive', { s1: 5, s2: 5, s3: 5 }],
  ['product-hot', 'hive-gateway', { s1: 5, s2: 5, s3: 5 }],
];
console.log(
  `| times less CPU per request (wanted) | ${scenarios.map((name) => name.toUpperCase()).join(' | ')} |`,
);
console.log(`|---|${'---:|'.repeat(scenarios.length)}`);
for (const [server, other, least] of wanted) {
  if (!names.includes(server) || !names.includes(other)) continue;
  const cells = scenarios.map((scenario) => {
    const value = ratio(server, other, scenario);
    return `${shown(value, 2)}${least[scenario] === undefined ? '' : ` (${least[scenario]})`}`;
  });
  console.log(`| ${server} than ${other} | ${cells.join(' | ')} |`);
}
for (const row of rows)
  if (row.failed)
    console.log(`\nfailed at ${row.scenario}: ${row.server}: ${row.failed.split('\n')[0]}`);
