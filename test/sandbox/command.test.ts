import { afterEach, describe, expect, it } from 'vitest';
import { runSandbox } from '../../src/sandbox/command.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { caller } from './support/caller.ts';

describe('the sandbox command', () => {
  let running: Sandbox | undefined;
  const lines: string[] = [];
  const terminal = {
    print: (line: string) => lines.push(line),
    printError: (line: string) => lines.push(line),
  };

  afterEach(async () => {
    lines.length = 0;
    await running?.close();
    running = undefined;
  });

  it('says where it listens and which keys it takes', async () => {
    running = await runSandbox(
      ['--port', '0', '--experiments', '40', '--profile', 'older'],
      terminal,
    );
    expect(lines).toEqual([
      `Sandbox  http://127.0.0.1:${running.port}`,
      'Keys     phx_sandbox (everything)  phx_readonly (reads)  phx_project2 (project 2)',
    ]);
    const { results } = await caller(running).ok('GET', '/api/projects/1/experiments/?limit=1');
    expect(results).toMatchObject([{ stats_config: { method: expect.any(String) } }]);
  });

  it.each([
    [['--profile', 'ancient'], /--profile must be one of default, newest, older/],
    [['--port', 'any'], /--port must be a whole number/],
    [['--now', 'noon'], /--now must be an ISO 8601 time/],
    [['--sate', 'x.json'], /Unknown option '--sate'/],
  ])('refuses %j', async (argv, message) => {
    await expect(runSandbox(argv, terminal)).rejects.toThrow(message);
  });
});
