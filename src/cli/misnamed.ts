import { misnamedVariables } from '../config/misnamed.ts';
import type { Terminal } from './terminal.ts';

/** Prints a line for each environment variable that looks like a misspelt setting, without its value. */
export function printMisnamed(terminal: Terminal): void {
  for (const { message } of misnamedVariables(terminal.environment)) terminal.printError(message);
}
