import { OptionError } from './option-error.ts';
import { ConfigError } from '../config/config.ts';
import { ListenError } from '../server/listen.ts';
import type { Terminal } from './terminal.ts';
import { version } from '../version.ts';

interface Command {
  readonly summary: string;
  /** Usage text of the options; a command without it takes no arguments. */
  readonly options?: string;
  /** Resolves to the exit code when the command ends. */
  readonly run: (terminal: Terminal, words: readonly string[]) => Promise<number> | number;
}

// Each command imports its modules when it is run: importing those of all commands takes longer than starting a server.
const commands: Readonly<Record<string, Command>> = {
  start: {
    summary:
      'Serve the GraphQL, REST and MCP APIs; uses an embedded PostHog when POSTHOG_HOST is unset.',
    run: async (terminal) => (await import('./commands/start.ts')).start(terminal),
  },
  mcp: {
    summary: 'Serve MCP over standard input and output.',
    run: async (terminal) => (await import('./commands/mcp.ts')).mcp(terminal),
  },
  sandbox: {
    summary: 'Serve only the embedded PostHog.',
    options: '--port --host --experiments --state --profile --now',
    run: async (terminal, words) =>
      (await import('./commands/sandbox.ts')).sandbox(terminal, words),
  },
  explain: {
    summary:
      'Print what the operations in a file would cost in PostHog calls, without running them.',
    options: 'FILE.graphql --max CALLS --variables JSON',
    run: async (terminal, words) =>
      (await import('./commands/explain.ts')).explainCommand(terminal, words),
  },
  doctor: {
    summary:
      'Read all that a key may read from a PostHog, and print what differs from the expected contract. Changes nothing.',
    options: '--host URL --project ID --experiments N --session ID --max-calls N --json',
    run: async (terminal, words) => (await import('./commands/doctor.ts')).doctor(terminal, words),
  },
  drift: {
    summary:
      "Compare a newer OpenAPI document of PostHog's with the expected contract, and print what this API misses.",
    options: 'FILE --json',
    run: async (terminal, words) => (await import('./commands/drift.ts')).drift(terminal, words),
  },
  contracts: {
    summary: 'Regenerate the files in schema/ and everything derived from them.',
    run: async (terminal) => (await import('./commands/contracts.ts')).contracts(terminal),
  },
};

const usage = [
  `posthog-experiments-graph ${version}`,
  '',
  ...Object.entries(commands).flatMap(([name, { summary, options }]) => [
    `  ${name.padEnd(10)} ${summary}`,
    ...(options === undefined ? [] : [`  ${' '.repeat(10)} ${options}`]),
  ]),
  '',
  'Configuration is read from environment variables; the README lists them.',
].join('\n');

/**
 * Runs a command line; the default command is `start`.
 * @returns the exit code: 0, or 1 after an error
 */
export async function run(words: readonly string[], terminal: Terminal): Promise<number> {
  const [name = 'start', ...rest] = words;
  if (name === '--help' || name === 'help') {
    terminal.print(usage);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command || (rest.length > 0 && command.options === undefined)) {
    terminal.printError(usage);
    return 1;
  }
  try {
    return await command.run(terminal, rest);
  } catch (error) {
    const message = errorMessage(error);
    if (message === undefined) throw error;
    terminal.printError(message);
    return 1;
  }
}

/** The message for the user who started the process; undefined for unexpected errors. */
function errorMessage(error: unknown): string | undefined {
  if (error instanceof ListenError || error instanceof OptionError) return error.message;
  if (!(error instanceof ConfigError)) return undefined;
  const problems = error.problems.map((problem) => `  - ${problem}`);
  return ['Invalid configuration:', ...problems].join('\n');
}
