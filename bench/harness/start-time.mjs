// Process start to first answered query of the built product. Usage: npm run start-time -- [--times 10] [--product ..]
import { parseArgs } from 'node:util';
import { boot, BOTH_CORES, end, endAll, openStub, readServers } from './stage.mjs';

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '10' },
    product: { type: 'string', default: '..' },
  },
});
const times = [];
try {
  await openStub();
  const server = readServers(values.product).get('product-cold');
  for (let time = 0; time < Number(values.times); time += 1) {
    const { child, ms } = await boot(server, { cores: BOTH_CORES });
    times.push(Math.round(ms));
    await end(child);
  }
} finally {
  await endAll();
}
times.sort((one, other) => one - other);
console.log(`start to first answer, ms: ${times.join(' ')} (median ${times[times.length >> 1]})`);
process.exit(0);
