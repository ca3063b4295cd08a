import { Option, type Command } from 'commander';
import {
  archivedChoices,
  exportFormats,
  exportKinds,
  exportStatuses,
  type ExportKind,
} from '../export/request.ts';
import { reportFormats } from '../report/formats.ts';
import { dayOption, numberOption, settingOption } from './option-values.ts';
import type { ExportOptions } from './commands/export.ts';
import type { ReportOptions } from './commands/report.ts';
import type { Registry } from './registry.ts';

/** Adds the commands that write down what is known: `export` and `report`. */
export function withReportCommands({ configured, terminal, done }: Registry): void {
  withExportOptions(
    configured(
      'export',
      'Write experiments, their newest results or their daily series as a table, row by row, at the pace that the budget of POSTHOG_API_KEY allows.',
    ),
  ).action(async (kind: ExportKind, options: ExportOptions) => {
    done(await (await import('./commands/export.ts')).exportCommand(terminal, kind, options));
  });

  configured('report', 'Print a report about an experiment: one page with its results and history.')
    .argument(
      '<id>',
      "PostHog's number of the experiment, its id in this API, or the key of its flag",
    )
    .addOption(
      new Option(
        '--format <format>',
        'Format of the report: Markdown, or one HTML page that needs nothing else. (default: as the file ends, else md)',
      ).choices(reportFormats),
    )
    .option('--output <file>', 'File to write. (default: standard output)')
    .addOption(settingOption('--project <id>', 'POSTHOG_PROJECT_ID'))
    .addHelpText(
      'after',
      `
Example:
  $ posthog-experiments-graph report 21 --output report.html`,
    )
    .action(async (id: string, options: ReportOptions) => {
      done(await (await import('./commands/report.ts')).reportCommand(terminal, id, options));
    });
}

/** What is exported, and where to. */
function withExportOptions(command: Command): Command {
  return command
    .addArgument(command.createArgument('<kind>', 'What a row is about').choices(exportKinds))
    .addOption(
      new Option(
        '--format <format>',
        'Format of the table. (default: as the file ends, else ndjson)',
      ).choices(exportFormats),
    )
    .option('--output <file>', 'File to write. (default: standard output)')
    .option('--resume', 'Continue the file where it was cut, and try again what failed.')
    .addOption(
      numberOption(
        '--experiment <id>',
        "Only this experiment: PostHog's number for it.",
        [1, 999_999_999],
        'all',
      ),
    )
    .addOption(
      new Option('--status <status>', 'Only experiments with this status. (default: any)').choices(
        Object.keys(exportStatuses),
      ),
    )
    .addOption(
      new Option('--archived <choice>', 'Whether archived experiments are exported.')
        .choices(archivedChoices)
        .default('include', 'include'),
    )
    .addOption(
      dayOption(
        '--since <day>',
        'First day of the series; of creation for the other kinds. (default: the first)',
      ),
    )
    .addOption(dayOption('--until <day>', 'Last day, in the same way. (default: today)'))
    .addOption(settingOption('--project <id>', 'POSTHOG_PROJECT_ID'))
    .addHelpText(
      'after',
      `
Example:
  $ posthog-experiments-graph export results --output results.csv`,
    );
}
