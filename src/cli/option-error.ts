/** An unknown or invalid option or argument of a command, with a message for the user. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}
