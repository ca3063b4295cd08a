import { GraphFailure } from '../graph-client/graph-failure.ts';
import { SpecFilesError } from '../specs/files/fault.ts';
import { SpecDirectoryError } from '../specs/files/find.ts';
import { OptionError } from './option-error.ts';
import type { Terminal } from './terminal.ts';

/**
 * Runs a command about spec files; what is wrong with the files, and what PostHog did not answer, is printed to
 * standard error.
 * @returns the exit code of the command, or 1
 * @throws OptionError for a directory that cannot be read
 */
export async function reportingFailures(
  terminal: Terminal,
  run: () => Promise<number>,
): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof SpecDirectoryError) throw new OptionError(error.message, { cause: error });
    if (error instanceof SpecFilesError) {
      const { length } = error.faults;
      terminal.printError(error.message);
      terminal.printError(
        `${length} fault${length === 1 ? '' : 's'} in the spec files. Nothing was sent to change anything.`,
      );
      return 1;
    }
    if (error instanceof GraphFailure) {
      for (const { message, extensions } of error.errors)
        terminal.printError(`${String(extensions?.['code'] ?? 'ERROR')}: ${message}`);
      return 1;
    }
    throw error;
  }
}

/** True where the output of a command is read on a terminal that may show colours. */
export function isColoured({ environment, output }: Terminal): boolean {
  const noColor = environment['NO_COLOR'];
  return (
    (noColor === undefined || noColor === '') && (output as { isTTY?: boolean }).isTTY === true
  );
}
