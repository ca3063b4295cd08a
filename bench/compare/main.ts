// Compares two revisions of the product; bench/README.md says what is measured and how to read it.
// Usage: npm run compare -- REV_A [REV_B] [--scenarios s1,agent] [--modes cold,hot] [--measure time] [--rounds 5]
//   [--seconds 2] [--warm 5] [--env-a NAME=VALUE] [--env-b NAME=VALUE] [--out results/compare.json]
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pin } from '../harness/process.mjs';
import { endAll, LOAD_CORE, root } from '../harness/stage.mjs';
import { memoryRound, timeRound, type Stage } from './measure.ts';
import { readOptions, type SideOptions } from './options.ts';
import { buildRevision, findRevision } from './revisions.ts';
import type { ComparisonFile, Failure, Row, SideName } from './rows.ts';
import type { Side } from './running.ts';
import { scenarios } from './scenarios/scenarios.ts';
import { tablesOf } from './tables.ts';
import { openUpstreams } from './upstreams.ts';

const options = readOptions(process.argv.slice(2), Object.keys(scenarios));
const rows: Row[] = [];
const failures: Failure[] = [];

function prepare(name: SideName): { side: Side; label: string } {
  const { revision, env }: SideOptions = options.sides[name];
  const found = findRevision(revision);
  const settings = Object.entries(env).map((pair) => pair.join('='));
  return {
    side: { name, directory: buildRevision(found), env },
    label: [found.name, ...settings].join(' '),
  };
}
const [a, b] = [prepare('a'), prepare('b')];
const file = (): ComparisonFile => ({
  comparison: {
    date: new Date().toISOString(),
    node: process.version,
    rounds: options.rounds,
    seconds: options.seconds,
    a: a.label,
    b: b.label,
  },
  rows,
  failures,
});

async function compare(name: string, mode: string, stage: Omit<Stage, 'mode'>): Promise<void> {
  const take = (round: number) => (side: SideName, figures: Partial<Row>) => {
    rows.push({ scenario: name, mode, round, side, ...figures });
    const shown = Object.entries(figures).map(
      ([key, value]) => `${key} ${Number(value).toFixed(1)}`,
    );
    console.log(`${round} ${name} ${mode} ${side.toUpperCase()}  ${shown.join('  ')}`);
    writeFileSync(join(root, options.out), JSON.stringify(file()));
  };
  try {
    for (let round = 1; round <= options.rounds; round += 1) {
      if (options.measures.includes('time'))
        await timeRound({ ...stage, mode }, round, take(round));
      if (options.measures.includes('memory'))
        await memoryRound({ ...stage, mode }, round, take(round));
    }
  } catch (error) {
    const { message } = error as Error;
    failures.push({ scenario: name, mode, message });
    console.log(`${name} ${mode}: ${message}`);
  }
}

// The sandbox and some of the load run in this process, and must not disturb the server.
pin(process.pid, LOAD_CORE);
try {
  for (const name of options.scenarios) {
    const scenario = scenarios[name]!;
    const modes = scenario.modes.filter((mode) => options.modes.includes(mode));
    if (modes.length === 0) console.log(`${name} has only the modes ${scenario.modes.join(', ')}.`);
    for (const mode of modes) {
      const [ofA, ofB] = await openUpstreams(scenario.upstream);
      const upstreams = { a: ofA, b: ofB };
      await compare(name, mode, { scenario, sides: { a: a.side, b: b.side }, upstreams, options });
      await ofA.close();
      await ofB.close();
    }
  }
} finally {
  await endAll();
}
writeFileSync(join(root, options.out), JSON.stringify(file()));
console.log(`\n${tablesOf(file())}`);
process.exit(0);
