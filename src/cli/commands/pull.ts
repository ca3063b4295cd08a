import { chmodSync, existsSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { SpecFilesError } from '../../specs/files/fault.ts';
import { textOf } from '../../specs/files/text.ts';
import { checkSameExperiment, readExisting } from '../../specs/pull/existing-file.ts';
import { fetchSpecFile } from '../../specs/pull/fetch-spec-file.ts';
import { writtenOver } from '../../specs/pull/written-over.ts';
import { formatOf, render, type SpecFormat } from '../../specs/pull/render.ts';
import { checkWritable, fileError } from '../output-file.ts';
import type { SettingOptions } from '../settings.ts';
import { reportingFailures } from '../spec-failures.ts';
import type { Terminal } from '../terminal.ts';
import { withGraphClient } from '../with-graph-client.ts';

export interface PullOptions extends SettingOptions {
  readonly output?: string;
  readonly format?: SpecFormat;
}

/**
 * Prints an experiment as a spec file, or writes it to one, in which what has not changed stays as it is.
 * @param id the experiment's `id`, or PostHog's number for it
 * @returns 0; 1 when there is no such experiment, or the file describes another one
 * @throws OptionError, ConfigError, ListenError
 */
export function pull(terminal: Terminal, id: string, options: PullOptions): Promise<number> {
  const { output } = options;
  const format = options.format ?? formatOf(output ?? '');
  return reportingFailures(terminal, () => {
    if (output !== undefined) checkWritable(output, 'replacing');
    return withGraphClient(terminal, 'pull', options, async (client) => {
      const fetched = await fetchSpecFile(client, id);
      if (fetched === null) {
        terminal.printError(`There is no experiment ${id} in this project.`);
        return 1;
      }
      const { content } = fetched;
      if (output === undefined) {
        terminal.print(render(content, format).trimEnd());
        return 0;
      }
      const existing = existsSync(output) ? readExisting(output, textIn(output)) : undefined;
      const before = existing?.text;
      if (existing) await checkSameExperiment(client, existing, fetched);
      const after = existing ? writtenOver(existing, content) : render(content, format);
      if (after !== before) write(output, after);
      terminal.printError(
        `${output} ${before === undefined ? 'was written' : after === before ? 'is as it was' : 'was changed'}. ${client.calls} calls to PostHog.`,
      );
      return 0;
    });
  });
}

function textIn(file: string): string {
  const text = textOf(file, true);
  if (typeof text !== 'string') throw new SpecFilesError([text]);
  return text;
}

/** In one step: a reader never sees half of a file. A link stays one, and a file keeps its permissions. */
function write(file: string, text: string): void {
  try {
    const target = existsSync(file) ? realpathSync(file) : file;
    writeFileSync(`${target}.tmp`, text);
    if (existsSync(target)) chmodSync(`${target}.tmp`, statSync(target).mode);
    renameSync(`${target}.tmp`, target);
  } catch (error) {
    throw fileError('write', file, error);
  }
}
