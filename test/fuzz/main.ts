import { parseArgs } from 'node:util';
import { targets } from './targets.ts';

// npm run fuzz -- [target …] [--seconds 60] [--seed N] [--runs N]
// Without a target, all of them run. A failure prints the seed that reproduces it, and exits with 1.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string' },
    seed: { type: 'string' },
    runs: { type: 'string' },
  },
});
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
const runs = values.runs === undefined ? undefined : Number(values.runs);
// With a number of runs and no time limit, all runs are executed.
const seconds = Number(values.seconds ?? (runs === undefined ? 60 : Infinity));
const unknown = positionals.filter((name) => !targets.some((target) => target.name === name));
if (unknown.length > 0) {
  const known = targets.map(({ name }) => name).join(', ');
  process.stderr.write(`No fuzz target ${unknown.join(', ')}; there are: ${known}\n`);
  process.exit(2);
}
for (const target of targets) {
  if (positionals.length > 0 && !positionals.includes(target.name)) continue;
  try {
    const report = await target.run({ seed, seconds, runs });
    process.stdout.write(`${target.name}: ${JSON.stringify({ seed, ...report })}\n`);
  } catch (error) {
    process.stderr.write(`${target.name}, seed ${seed}: ${String(error)}\n`);
    process.exitCode = 1;
  }
}
process.exit();
