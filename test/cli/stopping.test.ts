import { existsSync, openSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { directoryOf } from '../specs/support/directory.ts';
import { NEW } from '../specs/support/spec-commands.ts';
import { runCommand } from '../support/command-line.ts';
import { serverCommand } from '../support/spawned.ts';

const GUARDS =
  'experiments: [{ featureFlagKey: a, scheduledEnd: { afterDays: 14, action: NOTIFY } }]\n';
const stopped = 'It was asked to stop before it was done.';

describe('a command that is asked to stop while PostHog has not answered', () => {
  let silent: Server;
  let asked: PromiseWithResolvers<void>;
  let environment: Record<string, string>;
  beforeEach(async () => {
    asked = Promise.withResolvers<void>();
    silent = createServer(() => {
      asked.resolve();
    });
    await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
    environment = {
      POSTHOG_HOST: `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
      POSTHOG_API_KEY: 'phx_sandbox',
      LOG_LEVEL: 'silent',
    };
  });
  afterEach(() => {
    silent.closeAllConnections();
    silent.close();
  });

  const stopOnceAsked = (...words: string[]) =>
    runCommand(words, { environment, stopRequested: asked.promise.then(() => 'SIGINT') });

  it.each([
    [['pull', '15']],
    [['report', '15']],
    [['plan', 'DIRECTORY']],
    [['apply', 'DIRECTORY', '--yes']],
    [['drift', 'DIRECTORY']],
    [['guard', 'test', '--guards', 'DIRECTORY/guards.yaml']],
    [['watch', '--once']],
  ])('says so and fails: %j', async (words) => {
    using directory = directoryOf({
      'a.yaml': NEW,
      'guards.yaml': GUARDS,
    });
    const { exitCode, complaints } = await stopOnceAsked(
      ...words.map((word) => word.replace('DIRECTORY', directory.path)),
    );
    expect([complaints.trim(), exitCode]).toEqual([stopped, 1]);
  });

  it('is done if it works until it is stopped: watch', async () => {
    using directory = directoryOf({
      'guards.yaml': GUARDS,
    });
    const { exitCode, complaints } = await stopOnceAsked(
      'watch',
      '--directory',
      join(directory.path, 'state'),
      '--guards',
      join(directory.path, 'guards.yaml'),
    );
    expect([complaints, exitCode]).toEqual(['', 0]);
  });

  it('makes no further calls: doctor', async () => {
    let calls = 0;
    silent.on('request', () => (calls += 1));
    const { exitCode, complaints, printed } = await stopOnceAsked('doctor');
    expect([complaints, exitCode]).toEqual([stopped, 1]);
    expect(printed).toContain('the command was asked to stop');
    expect(calls).toBe(1);
  });
});

describe('apply', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await createSandbox();
  });
  afterAll(() => sandbox.close());

  it('that is asked to stop instead of being answered does nothing', async () => {
    using directory = directoryOf({ 'a.yaml': NEW });
    const stop = Promise.withResolvers<string>();
    // A person who has not answered yet.
    const input = Object.assign(new PassThrough(), { isTTY: true });
    const running = runCommand(['apply', directory.path], {
      environment: { POSTHOG_HOST: sandbox.url, POSTHOG_API_KEY: 'phx_sandbox' },
      stopRequested: stop.promise,
      input,
    });
    await expect.poll(() => input.listenerCount('data'), { timeout: 20_000 }).toBeGreaterThan(0);
    stop.resolve('SIGINT');
    const { exitCode, complaints } = await running;
    expect([complaints, exitCode]).toEqual(['Nothing was done.', 1]);
    expect(sandbox.requests().filter(({ method }) => method !== 'GET')).toEqual([]);
  });
});

describe.runIf(existsSync('/dev/full'))('output that cannot be written', () => {
  it.each([[['completion', 'bash']], [['sandbox', '--help']]])(
    'is said, and fails the command: %j',
    async (words) => {
      const [command, ...rest] = serverCommand(...words);
      const child = spawn(command, rest, { stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'] });
      let complaints = '';
      child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaints += text));
      const code = await new Promise((resolve) => child.on('close', resolve));
      expect([complaints, code]).toEqual([
        expect.stringMatching(/^The output could not be written: ENOSPC/),
        1,
      ]);
    },
  );
});
