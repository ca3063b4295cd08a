import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandRunner, type Server } from './command-runner.ts';
import { markdownOf, repositoryFiles } from './documents.ts';
import { runnableBlocks } from './runnable-blocks.ts';
import { graphqlErrors, shownPartOf, shownValue } from './shown-output.ts';

const documents = [...markdownOf(repositoryFiles())]
  .map(([path, text]) => ({ path, blocks: runnableBlocks(text) }))
  .filter(({ blocks }) => blocks.length > 0);

const isCI = process.env['CI'] === 'true';
const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython && !isCI)
  process.stdout.write('The Python programs in the documents are not run: no python3.\n');

let runner: CommandRunner;
beforeAll(() => {
  runner = new CommandRunner();
});
afterAll(() => runner[Symbol.asyncDispose]());

it('README.md and docs/getting-started.md have commands that are run', () => {
  expect(documents.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['README.md', 'docs/getting-started.md']),
  );
});

describe.each(documents)('$path', ({ blocks }) => {
  it('prints commands that work, and what they answer', async () => {
    expect.hasAssertions();
    let server: Server | undefined;
    for (const { language, command, role, output } of blocks) {
      if (language === 'python' && !hasPython && !isCI) continue;
      if (role === 'server') server = await runner.serve(command);
      else server ??= await runner.serve('npm start');
      const printed =
        role === 'server'
          ? server.printed
          : role === 'stream'
            ? await runner.firstOutput(command, server)
            : await runner.execute(language, command, server);
      expect({
        command,
        errors: graphqlErrors(printed),
        output: output && shownPartOf(printed, output),
      }).toEqual({ command, errors: undefined, output: output && shownValue(output) });
    }
  });
});
