import { ConfigError, readConfig } from '../../src/config/config.ts';

/** The sentences about what is wrong with an environment; empty when nothing is. */
export function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}
