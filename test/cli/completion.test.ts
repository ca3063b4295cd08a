import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../support/command-line.ts';

async function script(shell: string): Promise<string> {
  const { exitCode, printed } = await runCommand(['completion', shell], { environment: {} });
  expect(exitCode).toBe(0);
  return printed;
}

/** What bash offers for the last word of a command line. */
async function offered(...words: string[]): Promise<string[]> {
  const line = ['posthog-experiments-graph', ...words].map((word) => `'${word}'`).join(' ');
  const ask = `
COMP_WORDS=(${line}); COMP_CWORD=${words.length}
_posthog_experiments_graph; echo "\${COMPREPLY[@]}"`;
  const printed = execFileSync('bash', ['-c', `${await script('bash')}\n${ask}`], {
    encoding: 'utf8',
  });
  return printed.split(/\s+/).filter(Boolean);
}

describe('completion in bash', () => {
  it.each([
    [['st'], ['start']],
    [
      ['help', 'd'],
      ['doctor', 'drift'],
    ],
    [
      ['sandbox', '--p'],
      ['--port', '--profile'],
    ],
    [
      ['sandbox', '--profile', ''],
      ['default', 'newest', 'older'],
    ],
    [['start', '--log-level', 'w'], ['warn']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish', '--help'],
    ],
    [['explain', '--m'], ['--max']],
    // Nothing, so that bash completes the names of files.
    [['explain', ''], []],
    [['sandbox', '--state', ''], []],
  ])('offers for %j: %j', async (words, expected) => {
    expect(await offered(...words)).toEqual(expected);
  });
});

describe('completion in other shells', () => {
  it('uses the one for bash in zsh', async () => {
    expect(await script('zsh')).toContain(await script('bash'));
    expect(await script('zsh')).toMatch(/^autoload .*bashcompinit/);
  });

  it('lists commands, options and values for fish', async () => {
    const lines = (await script('fish')).split('\n');
    const line = (text: string) => lines.find((one) => one.includes(text));
    expect(line('-a contract-drift')).toContain("PostHog\\'s");
    expect(line("from sandbox' -l profile")).toMatch(/ -r -f -a 'default newest older'$/);
    expect(line("from explain' -l json")).not.toContain(' -r');
  });
});
