// How long the list of the web app takes, in a browser: README.md says what is measured.
// Usage: npm run web-app -- [--experiments 600] [--rounds 10] [--width 1280]
import { parseArgs } from 'node:util';
import { openBrowser } from '../../test/support/browser.ts';
import { spawnScript } from '../../test/support/spawned.ts';
import { measure, type Round } from './measure.ts';
import { unthrottled } from '../replicas/stage.ts';

const { values } = parseArgs({
  options: {
    experiments: { type: 'string', default: '600' },
    rounds: { type: 'string', default: '10' },
    width: { type: 'string', default: '1280' },
  },
});

const server = spawnScript(
  'start',
  {
    LOG_LEVEL: 'error',
    FRESH_EXPERIMENTS_SECONDS: '0',
    ...unthrottled,
  },
  ['--experiments', values.experiments],
);
await server.started;
const browser = await openBrowser();
const addresses = { app: server.url('App')!, sandbox: server.url('Sandbox')! };
try {
  // The first one compiles what the server and the browser need, and is not counted.
  await measure(browser, addresses, Number(values.width));
  const rounds: Round[] = [];
  for (let round = 0; round < Number(values.rounds); round += 1)
    rounds.push(await measure(browser, addresses, Number(values.width)));
  const columns = Object.keys(rounds[0]!) as (keyof Round)[];
  console.table(
    Object.fromEntries(
      columns.map((column) => {
        const sorted = rounds.map((round) => round[column]).toSorted((one, other) => one - other);
        const median = sorted[Math.floor((sorted.length - 1) / 2)]!;
        return [column, { median, least: sorted[0], most: sorted.at(-1) }];
      }),
    ),
  );
} finally {
  await browser.close();
  server.child.kill('SIGTERM');
  await server.ended;
}
