import { describe, expect, it } from 'vitest';
import { runCommand } from '../support/command-line.ts';
import { lineOf } from '../support/in-process.ts';

/** Runs a command line and asks it to stop as soon as it has started. */
const command = (...words: string[]) =>
  runCommand(words, {
    environment: { PORT: '0', SANDBOX_PORT: '0' },
    stopRequested: Promise.resolve('SIGTERM'),
  });

describe('the command line', () => {
  it('starts the API when it is empty', async () => {
    const { exitCode, printed } = await command();
    expect(exitCode).toBe(0);
    expect(lineOf([printed], 'GraphQL')).toMatch(/\/graphql$/);
  });

  it.each(['--help', 'help'])('lists its commands on %s', async (word) => {
    const { exitCode, printed } = await command(word);
    expect(exitCode).toBe(0);
    for (const name of ['start', 'sandbox', 'contracts']) expect(printed).toContain(`  ${name} `);
  });

  it.each([['destroy'], ['constructor'], ['start', 'now'], ['contracts', '--force']])(
    'only prints the available commands for: %s %s',
    async (...words) => {
      const { exitCode, printed, complaints } = await command(...words);
      expect({ exitCode, printed }).toEqual({ exitCode: 1, printed: '' });
      expect(complaints).toContain('sandbox');
    },
  );
});

describe('the explain command', () => {
  const page = 'examples/experiments-page.graphql';

  it('lists the calls a file would make, without making any', async () => {
    const { exitCode, printed, complaints } = await command('explain', page);
    expect({ exitCode, complaints }).toEqual({ exitCode: 0, complaints: '' });
    expect(printed).toContain('GET /api/projects/{project_id}/experiments/');
    expect(printed).toContain('Scopes: experiment:read');
  });

  it('ends with 1 when an operation takes more calls than --max', async () => {
    const { exitCode, complaints } = await command('explain', page, '--max', '0');
    expect(exitCode).toBe(1);
    expect(complaints).toMatch(/takes \d+ calls, more than the 0 allowed/);
  });

  it.each([
    [[], 'Expected exactly one file'],
    [['nowhere.graphql'], 'Cannot read'],
    [[page, '--max', 'few'], 'number of calls'],
    [[page, '--variables', '[1]'], 'JSON object'],
    [['package.json'], 'package.json: Syntax Error'],
  ])('reports the error in %j', async (words, problem) => {
    const { exitCode, complaints } = await command('explain', ...words);
    expect(exitCode).toBe(1);
    expect(complaints).toContain(problem);
  });
});

describe('the sandbox command', () => {
  it('prints its URL and its keys', async () => {
    const { exitCode, printed } = await command('sandbox', '--experiments', '40');
    expect(exitCode).toBe(0);
    expect(lineOf([printed], 'Sandbox')).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(printed).toContain('phx_sandbox');
  });

  it.each([
    ['--nope', 'x'],
    ['--experiments', 'many'],
    ['--profile', 'nobody'],
    ['--state', '/proc/version'],
  ])('reports an error for %s %s', async (...words) => {
    const { exitCode, complaints } = await command('sandbox', ...words);
    expect(exitCode).toBe(1);
    expect(complaints).not.toBe('');
    expect(complaints).not.toMatch(/^ +at /m);
  });
});
