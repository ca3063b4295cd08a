import { variables } from '../../src/config/variables.ts';

/** Names of environment variables that the server does not read. */
export const unknownVariables = (names: readonly string[]): readonly string[] =>
  names.filter((name) => !Object.hasOwn(variables, name.replace(/_FILE$/, '')));
