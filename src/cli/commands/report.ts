import { writeFile } from 'node:fs/promises';
import { GraphFailure } from '../../graph-client/graph-failure.ts';
import { reportFormats, type ReportFormat } from '../../report/formats.ts';
import { namedBy, readReport } from '../../report/read/read-report.ts';
import { render } from '../../report/render/render.ts';
import { formatOf } from '../format-of.ts';
import { printMisnamed } from '../misnamed.ts';
import { checkWritable, fileError } from '../output-file.ts';
import type { Terminal } from '../terminal.ts';
import { withGraphClient } from '../with-graph-client.ts';

/** What may be set for a run of the command. */
export interface ReportOptions {
  readonly format?: ReportFormat;
  readonly output?: string;
  readonly project?: string;
  readonly config?: string;
}

/**
 * Writes a report about an experiment to a file or to standard output.
 * @returns 0 for a whole report, 1 where there is none, and where parts of it could not be read, which it names
 * @throws ConfigError, OptionError for a file that cannot be written, before PostHog is asked for anything
 */
export function reportCommand(
  terminal: Terminal,
  id: string,
  { output, format = formatOf(output, reportFormats), ...settings }: ReportOptions,
): Promise<number> {
  if (output !== undefined) checkWritable(output, 'in place');
  printMisnamed(terminal);
  return withGraphClient(terminal, 'report', settings, async (client) => {
    try {
      const source = await readReport(client, namedBy(id));
      if (!source) {
        terminal.printError(`There is no experiment ${id}.${hintFor(id)}`);
        return 1;
      }
      const text = render(source, format);
      if (output === undefined) terminal.print(text.trimEnd());
      else await writeReport(output, text);
      if (source.errors.length === 0) return 0;
      terminal.printError('Parts of the report could not be read. It names them.');
      return 1;
    } catch (error) {
      if (error instanceof GraphFailure) terminal.printError(`${error.code}: ${error.message}`);
      else throw error;
      return 1;
    }
  });
}

async function writeReport(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw fileError('write', file, error);
  }
}

const hintFor = (id: string): string =>
  namedBy(id).featureFlagKey === undefined
    ? ''
    : ' One that is archived is found by its number, and not by the key of its flag.';
