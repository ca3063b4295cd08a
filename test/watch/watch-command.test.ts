import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runCommand } from '../support/command-line.ts';
import { startInProcess } from '../support/in-process.ts';
import { asColleague } from '../support/sandbox-control.ts';
import { useCheckedSandbox } from '../sandbox/support/checked-sandbox.ts';
import { Receiver, SECRET } from './support/receiver.ts';

const sandbox = useCheckedSandbox();
let directory: string;
let receiver: Receiver;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'watch-command-'));
  receiver = await Receiver.start();
});
afterEach(async () => {
  receiver.close();
  await rm(directory, { recursive: true });
});

const environment = () => ({
  POSTHOG_HOST: sandbox().url,
  POSTHOG_API_KEY: 'phx_sandbox',
  GATEWAY_TOKEN: 'a-token-of-the-tests',
});
const webhook = () => ({ WEBHOOK_URL: receiver.url, WEBHOOK_SECRET: SECRET });
const once = (more: Record<string, string>, ...words: string[]) =>
  runCommand(['watch', '--once', '--directory', directory, ...words], {
    environment: { ...environment(), ...more },
  });

describe('watch --once', () => {
  it('says what it watches, prints new events as JSON, and sends them', async () => {
    const first = await once(webhook());
    expect(first).toMatchObject({ exitCode: 0, complaints: '' });
    expect(first.printed.split('\n')).toEqual([
      'Projects  @current, every 300 seconds',
      `State     directory ${directory}`,
      'Guards    none',
      'Webhooks  webhook',
    ]);
    await asColleague(sandbox(), 'POST', 'experiments/30/launch/', {});
    // The project that is open is the same one.
    const second = await once(webhook(), '--json', '--project', '1');
    expect(second).toMatchObject({ exitCode: 0, complaints: '' });
    const events = second.printed.split('\n').map((line) => JSON.parse(line) as object);
    expect(events).toEqual([
      expect.objectContaining({
        type: 'experiment.started',
        experiment: expect.objectContaining({ posthogId: 30 }),
      }),
    ]);
    expect(receiver.events).toEqual(events);
    expect(await once(webhook(), '--json')).toMatchObject({ exitCode: 0, printed: '' });
  });

  it('exits with 1 when an event is left that could not be delivered', async () => {
    await once(webhook());
    receiver.answer = () => ({ status: 500 });
    await asColleague(sandbox(), 'POST', 'experiments/30/pause/', {});
    const { exitCode, complaints } = await once(webhook());
    expect({ exitCode, complaints }).toEqual({
      exitCode: 1,
      complaints: 'Events are left for the endpoint webhook.',
    });
  });

  it('exits with 1 when the project cannot be read, with the reason', async () => {
    const { exitCode, complaints } = await once({ WATCH_API_KEY: 'phx_nobody' });
    expect(exitCode).toBe(1);
    expect(complaints).toBe(
      'The project could not be read: Personal API key found in request Authorization header is invalid.',
    );
    expect(complaints).not.toContain('phx_nobody');
  });
});

describe('what a watcher refuses at its start', () => {
  it('is webhooks without a place to store what waits for them', async () => {
    const { exitCode, complaints } = await runCommand(['watch', '--once'], {
      environment: { ...environment(), ...webhook() },
    });
    expect(exitCode).toBe(1);
    expect(complaints).toContain('set WATCH_DIRECTORY or REDIS_URL');
  });

  it('is a wrong interval or list of projects, as a wrong command line', async () => {
    for (const words of [
      ['--interval', '5'],
      ['--project', 'one'],
    ])
      expect(await once({}, ...words)).toMatchObject({ exitCode: 2, printed: '' });
  });
});

describe('a server with WATCH=1', () => {
  it('watches beside its other work, measures it, and gives the right to watch back when it stops', async () => {
    const server = await startInProcess({
      ...webhook(),
      WATCH: '1',
      WATCH_DIRECTORY: directory,
      METRICS_PORT: '0',
    });
    await vi.waitUntil(() => server.log.some(({ msg }) => msg === 'round ended'), {
      timeout: 20_000,
    });
    const metrics = /^Metrics +(\S+)$/m.exec(server.printed.join('\n'))?.[1] ?? '';
    const text = await (await fetch(metrics)).text();
    expect(text).toContain('experiments_graph_watch_rounds_total{outcome="ok"} 1');
    expect(text).toContain('experiments_graph_watch_working 1');
    expect(text).toContain('experiments_graph_webhook_waiting_events{endpoint="webhook"} 0');
    expect(await server.stop()).toBe(0);
    expect(await once({})).toMatchObject({ exitCode: 0, complaints: '' });
  });

  it('does not start when a setting of the watcher is wrong', async () => {
    await expect(startInProcess({ ...webhook(), WATCH: '1' })).rejects.toThrow(/WATCH_DIRECTORY/);
  });
});

describe('a server without WATCH=1', () => {
  it('says in its log which settings of a watcher it does not use', async () => {
    const server = await startInProcess({ ...webhook(), GUARDS: './guards.yaml' });
    expect(server.log).toContainEqual(
      expect.objectContaining({
        level: 'warn',
        settings: ['GUARDS', 'WEBHOOK_URL'],
        msg: expect.stringContaining('checks no guards and sends no events'),
      }),
    );
    await server.stop();
  });
});
