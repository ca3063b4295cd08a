import { Argument } from 'commander';
import { numberOption, settingOption } from './option-values.ts';
import type { GuardOptions } from './commands/guard.ts';
import type { WatchCommandOptions } from './commands/watch.ts';
import type { WebhookOptions } from './commands/webhook.ts';
import type { Registry } from './registry.ts';

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

/** Adds the commands that watch experiments: `guard`, `watch` and `webhook`. */
export function withWatchCommands({ configured, terminal, done }: Registry): void {
  configured('guard', 'Say which guards of experiments would fire now, or let guards fire again.')
    .addArgument(
      new Argument('<action>', 'test says what would fire, rearm lets guards fire again').choices([
        'test',
        'rearm',
      ]),
    )
    .addOption(settingOption('--guards <path>', 'GUARDS'))
    .addOption(settingOption('--directory <path>', 'WATCH_DIRECTORY'))
    .addOption(settingOption('--posthog-host <url>', 'POSTHOG_HOST'))
    .addOption(settingOption('--project <id>', 'WATCH_PROJECTS'))
    .addOption(
      numberOption(
        '--experiment <number>',
        'Number that PostHog gave the experiment, for rearm.',
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
      new Argument('<action>', 'test sends an example, retry sends the dead letters again').choices(
        ['test', 'retry'],
      ),
    )
    .addOption(settingOption('--webhooks <file>', 'WEBHOOKS'))
    .option('--endpoint <name>', 'Only this endpoint. (default: all)')
    .option('--json', 'Print JSON: a list with one entry for each request.')
    .addHelpText('after', WEBHOOK_HELP)
    .action(async (action: 'test' | 'retry', options: WebhookOptions) => {
      const { webhook } = await import('./commands/webhook.ts');
      done(await webhook(terminal, action, options));
    });
}
