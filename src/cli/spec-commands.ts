import { Option } from 'commander';
import type { Registry } from './registry.ts';
import { settingOption } from './option-values.ts';
import type { ApplyOptions } from './commands/apply.ts';
import type { DriftOptions } from './commands/drift.ts';
import type { PlanOptions } from './commands/plan.ts';
import type { PullOptions } from './commands/pull.ts';

const DIRECTORY = 'Directory with spec files (*.yaml, *.yml, *.json), or one file';

const EXIT_CODES_OF_DRIFT = `
Exit codes of drift:
  0  Every experiment is as its file says.
  1  That could not be found out: an error, or a command line that cannot be used.
  2  An experiment differs from its file.`;

const examples = (...lines: string[]) =>
  ['', 'Examples:', ...lines.map((line) => `  posthog-experiments-graph ${line}`)].join('\n');

/** Adds the commands for experiments as code: `pull`, `plan`, `apply` and `drift`. */
export function withSpecCommands({ configured, terminal, done }: Registry): void {
  const forProject = (name: string, description: string) =>
    configured(name, description)
      .addOption(settingOption('--posthog-host <url>', 'POSTHOG_HOST'))
      .addOption(settingOption('--project <id>', 'POSTHOG_PROJECT_ID'));

  forProject('pull', 'Print an experiment as a spec file, or write it to one.')
    .argument('<id>', "The experiment's `id`, or PostHog's number for it")
    .option(
      '--output <file>',
      'File to write. What it has besides, its comments and its order stay. (default: standard output)',
    )
    .addOption(
      new Option(
        '--format <name>',
        'Format of the file. (default: that of the name of --output, or yaml)',
      ).choices(['yaml', 'json']),
    )
    .addHelpText('after', examples('pull 15 --output experiments/checkout.yaml'))
    .action(async (id: string, options: PullOptions) => {
      done(await (await import('./commands/pull.ts')).pull(terminal, id, options));
    });

  forProject('plan', 'Print what applying spec files would change in PostHog. Changes nothing.')
    .argument('<dir>', DIRECTORY)
    .addOption(
      new Option(
        '--format <name>',
        'Text for people, markdown for a pull request, or JSON for machines. (default: text)',
      ).choices(['text', 'markdown', 'json']),
    )
    .option('--json', 'Print JSON: the same as --format json.')
    .option('--out <file>', 'Write the plan to a file too, for `apply --plan`. (default: none)')
    .addHelpText(
      'after',
      examples('plan experiments', 'plan experiments --format markdown --out plan.json'),
    )
    .action(async (directory: string, options: PlanOptions) => {
      done(await (await import('./commands/plan.ts')).plan(terminal, directory, options));
    });

  forProject('apply', 'Print the plan of spec files, ask, and carry out that plan and no other.')
    .argument('<dir>', DIRECTORY)
    .option('--yes', 'Apply the plan without asking.')
    .option('--plan <file>', 'Apply only the plan that `plan --out` wrote. (default: any)')
    .option('--plan-hash <hash>', 'Apply only the plan with this hash. (default: any)')
    .option('--json', 'Print JSON: what was done; the plan goes to standard error.')
    .addHelpText('after', examples('apply experiments', 'apply experiments --yes --plan plan.json'))
    .action(async (directory: string, options: ApplyOptions) => {
      done(await (await import('./commands/apply.ts')).apply(terminal, directory, options));
    });

  forProject('drift', 'Compare PostHog with spec files, and end with 2 where they differ.')
    .argument('<dir>', DIRECTORY)
    .option('--json', 'Print JSON: the plan that would undo the differences.')
    .addHelpText('after', `${EXIT_CODES_OF_DRIFT}\n${examples('drift experiments')}`)
    .action(async (directory: string, options: DriftOptions) => {
      done(await (await import('./commands/drift.ts')).drift(terminal, directory, options));
    });
}
