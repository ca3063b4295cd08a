import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { spawnCommand, spawnServer, type Spawned } from '../support/spawned.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const fault = new URL('support/faulty.ts', import.meta.url).href;

let spawned: Spawned | undefined;
afterEach(() => spawned?.child.kill('SIGKILL'));

/** Starts the server with a bug of a given kind, triggered by SIGUSR2. */
async function startFaulty(kind: string): Promise<Spawned> {
  spawned = spawnServer('start', {
    NODE_OPTIONS: `--import=${fault}`,
    FAULT: kind,
    GATEWAY_TOKEN: 'a-secret-of-the-gateway',
    METRICS_PORT: '0',
  });
  await spawned.started;
  return spawned;
}

const linesWith = (text: string, message: string) =>
  text
    .split('\n')
    .filter((line) => line.includes(message))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('an error that no code handles', () => {
  it('is logged and counted if it is a rejection, and the process continues to serve', async () => {
    const faulty = await startFaulty('rejection');
    const { child, ended } = faulty;
    for (const count of [1, 2]) {
      child.kill('SIGUSR2');
      await expect
        .poll(() => linesWith(faulty.stderr(), 'unhandled rejection'), { timeout: 30_000 })
        .toHaveLength(count);
    }
    expect(linesWith(faulty.stderr(), 'unhandled rejection').at(-1)).toMatchObject({
      level: 'error',
      unhandledErrors: 2,
      errorId: expect.stringMatching(/^[\da-f-]{36}$/) as string,
    });
    expect(faulty.stderr()).not.toContain('a-secret-of-the-gateway');
    expect(faulty.stderr()).not.toContain('phx_in_an_error');
    const health = (faulty.url('GraphQL') ?? '').replace('graphql', 'health');
    expect((await fetch(health)).status).toBe(200);
    const metrics = await (await fetch(faulty.url('Metrics') ?? '')).text();
    expect(metrics).toContain('experiments_graph_unhandled_errors_total 2\n');
    expect(metrics).toContain('experiments_graph_log_dropped_lines_total 0\n');
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('is logged if it is an exception, and the process shuts down gracefully with a failure code', async () => {
    const faulty = await startFaulty('exception');
    const { child, ended } = faulty;
    child.kill('SIGUSR2');
    expect(await ended).toBe(1);
    expect(linesWith(faulty.stderr(), 'uncaught exception')).toMatchObject([{ level: 'fatal' }]);
    expect(faulty.stderr()).toContain('"msg":"stopped"');
    expect(faulty.stderr()).not.toContain('a-secret-of-the-gateway');
  });
});

describe('the tests of this product', () => {
  it('fail on an unhandled rejection', async () => {
    const config = fileURLToPath(new URL('support/unhandled.config.ts', import.meta.url));
    spawned = spawnCommand(['npx', 'vitest', 'run', '--config', config], { cwd: root });
    expect(await spawned.ended).toBe(1);
    const output = spawned.stdout() + spawned.stderr();
    expect(output).toContain('Unhandled Rejection');
    expect(output).toContain('1 passed');
  });
});
