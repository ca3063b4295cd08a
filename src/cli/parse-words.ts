import { parseArgs, type ParseArgsConfig } from 'node:util';
import { OptionError } from './option-error.ts';

/**
 * Parses the words behind a command's name.
 * @throws OptionError for an unknown option, or one without its value
 */
export function parseWords<Config extends ParseArgsConfig>(
  words: readonly string[],
  config: Config,
): ReturnType<typeof parseArgs<Config & { readonly args: string[] }>> {
  try {
    return parseArgs({ ...config, args: [...words] });
  } catch (error) {
    if (error instanceof TypeError) throw new OptionError(error.message, { cause: error });
    throw error;
  }
}

/**
 * The one file that a command takes.
 * @param usage the command with its file, for the message
 * @throws OptionError when there is none, or more than one
 */
export function onlyFile([file, ...more]: readonly string[], usage: string): string {
  if (file === undefined || more.length > 0)
    throw new OptionError(`Expected exactly one file: ${usage}`);
  return file;
}
