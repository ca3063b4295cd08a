// Cost by page size: 10, 100 and 1,000 rows of 8 scalars, cold. Usage: npm run pages -- [--seconds 4] [--product ..]
import { parseArgs } from 'node:util';
import { pageBody } from '../load/queries.mjs';
import { cpuOf, pin } from './process.mjs';
import {
  boot,
  BOTH_CORES,
  end,
  endAll,
  loadWith,
  openStub,
  readServers,
  SERVER_CORE,
} from './stage.mjs';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '4' },
    product: { type: 'string', default: '..' },
  },
});
console.log('| rows | CPU µs per request | CPU µs per row | p50 ms |\n|---:|---:|---:|---:|');
try {
  await openStub();
  const server = readServers(values.product).get('product-cold');
  const { child } = await boot(server);
  for (const rows of [10, 100, 1_000]) {
    const under = { connections: 4, seconds: Number(values.seconds) };
    const lines = [pageBody(rows)];
    pin(child.pid, BOTH_CORES);
    await loadWith(server, lines, under);
    pin(child.pid, SERVER_CORE);
    const before = cpuOf(child.pid);
    const { requests, p50, errors } = await loadWith(server, lines, under);
    if (errors > 0) throw new Error(`${errors} errors`);
    const cpu = ((cpuOf(child.pid) - before) * 1e6) / requests;
    console.log(
      `| ${rows} | ${cpu.toFixed(0)} | ${(cpu / rows).toFixed(1)} | ${(p50 / 1e3).toFixed(1)} |`,
    );
  }
  await end(child);
} finally {
  await endAll();
}
process.exit(0);
