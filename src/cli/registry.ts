import type { Command } from 'commander';
import type { Terminal } from './terminal.ts';

/** What a group of commands is added with. */
export interface Registry {
  /** Adds a command that reads settings. */
  readonly configured: (name: string, description: string) => Command;
  readonly terminal: Terminal;
  /** Receives the exit code of the command that was run. */
  readonly done: (exitCode: number) => void;
}
