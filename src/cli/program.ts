import { existsSync } from 'node:fs';
import { Command, Option } from 'commander';
import { packageFile } from '../package-file.ts';
import { version } from '../version.ts';
import { completionScript, shells, type Shell } from './completion.ts';
import { printMisnamed } from './misnamed.ts';
import { jsonOption, numberOption, settingOption, timeOption } from './option-values.ts';
import type { DoctorOptions } from './commands/doctor.ts';
import type { ExplainOptions } from './commands/explain.ts';
import type { SandboxCommandOptions } from './commands/sandbox.ts';
import type { StartOptions } from './commands/start.ts';
import type { ProfileName } from '../sandbox/model/profile.ts';
import type { SettingOptions } from './settings.ts';
import type { Terminal } from './terminal.ts';
import { withReportCommands } from './report-commands.ts';
import { withSpecCommands } from './spec-commands.ts';
import { withWatchCommands } from './watch-commands.ts';

const EXIT_CODES = `
Exit codes:
  0  Done.
  1  Failed to start or to finish, or found what it looks for: an operation over --max (explain), an answer
     that does not fit the contract (doctor), a change that concerns this API (contract-drift), an event that was
     not delivered (webhook, watch --once); or wrote an export or a report that lacks something.
  2  The command line cannot be used: an unknown command or option, a missing or wrong value, an unreadable file.

Settings are read from environment variables: docs/configuration.md describes each of them.`;

// In a checkout only: the files it writes are part of the package.
const isCheckout = existsSync(packageFile('src/main.ts'));

/**
 * The commands with their options and help. Each command imports its modules when it is run: importing those of all
 * commands takes longer than starting a server.
 * @param done receives the exit code of the command that was run
 */
export function createProgram(terminal: Terminal, done: (exitCode: number) => void): Command {
  const program = new Command('posthog-experiments-graph')
    .description(
      'One GraphQL, REST and MCP API over the experiments of PostHog. Without a command, it runs `start`.',
    )
    .usage('[command] [options]')
    .version(
      `posthog-experiments-graph ${version}`,
      '-v, --version',
      'Print the version; so do -V and `version`.',
    )
    .helpOption('-h, --help', 'Print this help.')
    .helpCommand('help [command]', 'Print the help of a command.')
    .addHelpText('after', EXIT_CODES)
    .showHelpAfterError('Add --help to see the commands and options.')
    .configureOutput({
      writeOut: (text) => {
        terminal.print(text.replace(/\n$/, ''));
      },
      writeErr: (text) => {
        terminal.printError(text.replace(/\n$/, ''));
      },
    })
    .exitOverride();

  const command = (name: string, description: string) =>
    program.command(name).description(description).addHelpText('after', EXIT_CODES);
  /** A command that reads settings. */
  const configured = (name: string, description: string) =>
    command(name, description).option(
      '--config <file>',
      'YAML or JSON file with settings; the environment takes precedence. (default: none)',
    );

  withSandboxOptions(
    configured(
      'start',
      'Serve the GraphQL, REST and MCP APIs; uses an embedded PostHog (the sandbox) when POSTHOG_HOST is unset.',
    )
      .addOption(settingOption('--port <number>', 'PORT'))
      .addOption(settingOption('--host <address>', 'HOST'))
      .addOption(settingOption('--posthog-host <url>', 'POSTHOG_HOST'))
      .addOption(settingOption('--project <id>', 'POSTHOG_PROJECT_ID'))
      .addOption(settingOption('--sandbox-port <number>', 'SANDBOX_PORT'))
      .addOption(settingOption('--log-level <level>', 'LOG_LEVEL')),
  ).action(async (options: StartOptions) => {
    done(await (await import('./commands/start.ts')).start(terminal, options));
  });

  configured('mcp', 'Serve MCP over standard input and output, for one client.')
    .addOption(settingOption('--posthog-host <url>', 'POSTHOG_HOST'))
    .addOption(settingOption('--project <id>', 'POSTHOG_PROJECT_ID'))
    .addOption(settingOption('--sandbox-port <number>', 'SANDBOX_PORT'))
    .addOption(settingOption('--log-level <level>', 'LOG_LEVEL'))
    .action(async (options: SettingOptions) => {
      done(await (await import('./commands/mcp.ts')).mcp(terminal, options));
    });

  withSandboxOptions(
    configured('sandbox', 'Serve only the embedded PostHog, with generated data.')
      .addOption(settingOption('--port <number>', 'SANDBOX_PORT'))
      .option('--host <address>', 'Address to listen on. (default: 127.0.0.1)')
      .option(
        '--state <file>',
        'File that keeps the state between runs. (default: it is not stored)',
      ),
  ).action(async (options: SandboxCommandOptions) => {
    printMisnamed(terminal);
    done(await (await import('./commands/sandbox.ts')).sandbox(terminal, options));
  });

  configured(
    'explain',
    'Print what the operations in a file would cost in PostHog calls, without running them.',
  )
    .argument('<file>', 'GraphQL document with one or more operations')
    .addOption(
      numberOption(
        '--max <calls>',
        'Exit with code 1 if an operation takes more calls.',
        [0, 999_999_999],
        'any number',
      ),
    )
    .addOption(
      jsonOption('--variables <json>', 'Variables of the operations, as JSON. (default: none)'),
    )
    .option('--json', 'Print JSON: a list with one entry for each operation.')
    .action(async (file: string, options: ExplainOptions) => {
      printMisnamed(terminal);
      done((await import('./commands/explain.ts')).explainCommand(terminal, file, options));
    });

  configured(
    'doctor',
    'Read all that POSTHOG_API_KEY may read from a PostHog, and print what differs from the expected contract. Changes nothing.',
  )
    .addOption(settingOption('--host <url>', 'POSTHOG_HOST'))
    .addOption(settingOption('--project <id>', 'POSTHOG_PROJECT_ID'))
    .addOption(numberOption('--experiments <count>', 'Experiments to read in detail.', [1, 100], 5))
    .option('--session <id>', 'Session whose recording is looked up. (default: none is)')
    .addOption(numberOption('--max-calls <count>', 'Calls to PostHog, at most.', [1, 400], 120))
    .option('--json', 'Print JSON: a list with one entry for each PostHog operation.')
    .action(async (options: DoctorOptions) => {
      printMisnamed(terminal);
      done(await (await import('./commands/doctor.ts')).doctor(terminal, options));
    });

  withWatchCommands({ configured, terminal, done });
  withReportCommands({ configured, terminal, done });
  command(
    'contract-drift',
    "Compare a newer OpenAPI document of PostHog's with the expected contract, and print what this API misses.",
  )
    .argument('<file>', "PostHog's OpenAPI document, JSON or YAML")
    .option('--json', 'Print JSON: a list with one entry for each change.')
    .action(async (file: string, options: { readonly json?: true }) => {
      done((await import('./commands/contract-drift.ts')).contractDrift(terminal, file, options));
    });

  withSpecCommands({ configured, terminal, done });

  if (isCheckout)
    command(
      'contracts',
      'Regenerate the files in schema/ and everything derived from them.',
    ).action(async () => {
      done((await import('./commands/contracts.ts')).contracts(terminal));
    });

  command('completion', 'Print a script that completes commands and options in a shell.')
    .addArgument(program.createArgument('<shell>', 'Shell').choices(shells))
    .action((shell: Shell) => {
      terminal.print(completionScript(program, shell));
      done(0);
    });

  return program;
}

/** Options for the data of the sandbox. */
function withSandboxOptions(command: Command): Command {
  return command
    .addOption(
      numberOption(
        '--experiments <count>',
        'Experiments in the sandbox, at least; for load tests.',
        [0, 100_000],
        'a few dozen, written by hand',
      ),
    )
    .addOption(
      new Option(
        '--profile <name>',
        'Version of PostHog that the sandbox behaves as. (default: default)',
      ).choices(['default', 'newest', 'older'] satisfies readonly ProfileName[]),
    )
    .addOption(
      timeOption('--now <time>', 'Time at which its clock starts, ISO 8601. (default: now)'),
    );
}
