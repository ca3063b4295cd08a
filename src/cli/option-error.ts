/** Options or words a command does not know, or cannot use: for whoever typed them. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}
