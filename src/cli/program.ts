import { existsSync } from 'node:fs';
import { Command, Option } from 'commander';
import { packageFile } from '../package-file.ts';
import { version } from '../version.ts';
import { completionScript, shells, type Shell } from './completion.ts';
import { printMisnamed } from './misnamed.ts';
import { jsonOption, numberOption, settingOption, timeOption } from './option-values.ts';
import type { DoctorOptions } from './commands/doctor.ts';
import type { ExplainOptions } from './commands/explain.ts';
import type { GuardOptions } from './commands/guard.ts';
import type { SandboxCommandOptions } from './commands/sandbox.ts';
import type { StartOptions } from './commands/start.ts';
import type { WatchCommandOptions } from './commands/watch.ts';
import type { WebhookOptions } from './commands/webhook.ts';
import type { ProfileName } from '../sandbox/model/profile.ts';
import type { SettingOptions } from './settings.ts';
import type { Terminal } from './terminal.ts';
import { withSpecCommands } from './spec-commands.ts';

const EXIT_CODES = `
Exit codes:
  0  Done.
  1  Failed to start or to finish, or found what it looks for: an operation over --max (explain), an answer
     that does not fit the contract (doctor), a change that concerns this API (contract-drift), an event that was
     not delivered (webhook, watch --once).
  2  The command line cannot be used: an unknown command or option, a missing or wrong value, an unreadable file.

Settings are read from environment variables: docs/configuration.md describes each of them.`;

const GUARD_HELP = `
Codes of guard:
  0  test: nothing would fire. rearm: guards can fire again.
  1  test: something could not be read, or the guards are wrong. rearm: none of them had fired.
  3  test: something would fire.

Examples:
  posthog-experiments-graph guard test --guards guards.yaml
  posthog-experiments-graph guard rearm --experiment 12 --guard "Revenue must not fall" --directory ./watch-state`;

const WATCH_HELP = `
Codes of --once:
  0  Everything was read and delivered, or another watcher works.
  1  Something could not be read, or events are left that could not be delivered.

Example, with events for a receiver of your own:
  WEBHOOK_URL=https://hooks.example.com WEBHOOK_SECRET=whsec_… \\
    posthog-experiments-graph watch --project 12345 --directory ./watch-state`;

const WEBHOOK_HELP = `
Exits with 1 unless every request was answered with a status from 200 to 299.

Example:
  posthog-experiments-graph webhook test --webhooks webhooks.yaml --endpoint team-chat`;

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

  configured('guard', 'Say which guards of experiments would fire now, or let guards fire again.')
    .addArgument(
      program
        .createArgument('<action>', 'test says what would fire, rearm lets guards fire again')
        .choices(['test', 'rearm']),
    )
    .addOption(settingOption('--guards <path>', 'GUARDS'))
    .addOption(settingOption('--directory <path>', 'WATCH_DIRECTORY'))
    .addOption(settingOption('--posthog-host <url>', 'POSTHOG_HOST'))
    .addOption(settingOption('--project <id>', 'WATCH_PROJECTS'))
    .addOption(
      numberOption(
        '--experiment <number>',
        "PostHog's number of the experiment, for rearm.",
        [1, 999_999_999],
        'none',
      ),
    )
    .option('--guard <name>', 'Only this guard, for rearm. (default: all of the experiment)')
    .option('--json', 'Print JSON: a list with one entry for each guard.')
    .addHelpText('after', GUARD_HELP)
    .action(async (action: 'test' | 'rearm', options: GuardOptions) => {
      done(await (await import('./commands/guard.ts')).guard(terminal, action, options));
    });

  configured(
    'watch',
    'Watch projects: find events about experiments, check guards, and send events to webhooks.',
  )
    .addOption(settingOption('--posthog-host <url>', 'POSTHOG_HOST'))
    .addOption(settingOption('--project <ids>', 'WATCH_PROJECTS'))
    .addOption(settingOption('--interval <seconds>', 'WATCH_INTERVAL_SECONDS'))
    .addOption(settingOption('--directory <path>', 'WATCH_DIRECTORY'))
    .addOption(settingOption('--guards <path>', 'GUARDS'))
    .addOption(settingOption('--webhooks <file>', 'WEBHOOKS'))
    .option('--once', 'Look once, try once to deliver what waits, and end; for cron.')
    .option('--json', 'Print each event as a line of JSON.')
    .addHelpText('after', WATCH_HELP)
    .action(async (options: WatchCommandOptions) => {
      done(await (await import('./commands/watch.ts')).watch(terminal, options));
    });

  configured('webhook', 'Send an example event to webhooks, or events that were given up.')
    .addArgument(
      program
        .createArgument('<action>', 'test sends an example, retry sends the dead letters again')
        .choices(['test', 'retry']),
    )
    .addOption(settingOption('--webhooks <file>', 'WEBHOOKS'))
    .option('--endpoint <name>', 'Only this endpoint. (default: all)')
    .option('--json', 'Print JSON: a list with one entry for each request.')
    .addHelpText('after', WEBHOOK_HELP)
    .action(async (action: 'test' | 'retry', options: WebhookOptions) => {
      const { webhook } = await import('./commands/webhook.ts');
      done(await webhook(terminal, action, options));
    });

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
