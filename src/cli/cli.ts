import { CommanderError } from 'commander';
import { ConfigError } from '../config/config.ts';
import { ListenError } from '../server/listen.ts';
import { printMisnamed } from './misnamed.ts';
import { OptionError } from './option-error.ts';
import { createProgram } from './program.ts';
import type { Terminal } from './terminal.ts';

/** The process failed to start or to finish, or a check found something. */
const FAILED = 1;
/** The command line cannot be used. */
const WRONG_USAGE = 2;

/**
 * Runs a command line; the default command is `start`.
 * @returns the exit code: 0, 1 after an error or a finding, 2 for a command line that cannot be used; of `drift`, 2 after
 *   a finding and 1 otherwise
 */
export async function run(words: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode = 0;
  const program = createProgram(terminal, (code) => {
    exitCode = code;
  });
  const names = program.commands.map((command) => command.name());
  try {
    await program.parseAsync(commandLine(words, names), { from: 'user' });
    return exitCode;
  } catch (error) {
    // The code 2 of this command says that something has drifted, and nothing else.
    const wrongUsage = words[0] === 'drift' ? FAILED : WRONG_USAGE;
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : wrongUsage;
    if (error instanceof OptionError) {
      terminal.printError(error.message);
      return wrongUsage;
    }
    const message = errorMessage(error);
    if (message === undefined) throw error;
    terminal.printError(message);
    // A misspelt name is often why a setting seems to be missing.
    if (error instanceof ConfigError) printMisnamed(terminal);
    return FAILED;
  }
}

/** The words with the command that they leave out, and with one way to ask for help and for the version. */
function commandLine(words: readonly string[], names: readonly string[]): string[] {
  const [first, ...rest] = words;
  if (first === '-V' || first === 'version') return ['--version'];
  if (first === 'help')
    return rest.length === 0 ? ['--help'] : commandLine([...rest, '--help'], names);
  if (first !== undefined && ['-h', '--help', '-v', '--version'].includes(first)) return [first];
  if (first === undefined || first.startsWith('-')) return ['start', ...words];
  // An unknown command is named as such, even when help is asked for.
  return names.includes(first) ? [...words] : [first];
}

/** The message for the user who started the process; undefined for unexpected errors. */
function errorMessage(error: unknown): string | undefined {
  if (error instanceof ListenError) return error.message;
  if (!(error instanceof ConfigError)) return undefined;
  const problems = error.problems.map((problem) => `  - ${problem}`);
  return ['Invalid configuration:', ...problems].join('\n');
}
