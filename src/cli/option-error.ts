/**
 * An option or argument of a command that cannot be used, or a file it names. The process prints the message and
 * exits with code 2.
 */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}
