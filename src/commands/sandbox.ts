import { readConfig } from '../config.ts';
import { runSandbox } from '../sandbox/command.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { BrokenStateFileError } from '../sandbox/state-file.ts';
import type { Terminal } from '../terminal.ts';
import { OptionError } from './option-error.ts';
import { openSandbox } from './open-sandbox.ts';

/**
 * Serves the embedded PostHog alone, for programs that speak PostHog's REST API.
 * @param words its own options; `--port` goes before SANDBOX_PORT
 * @throws ConfigError, ListenError, OptionError
 */
export async function sandbox(terminal: Terminal, words: readonly string[]): Promise<number> {
  const { sandboxPort } = readConfig(terminal.environment, ['SANDBOX_PORT']);
  const running = await openSandbox(sandboxPort, () =>
    withOptions(['--port', String(sandboxPort), ...words], terminal),
  );
  try {
    await terminal.stopRequested;
    return 0;
  } finally {
    await running.close();
  }
}

async function withOptions(words: string[], terminal: Terminal): Promise<Sandbox> {
  try {
    return await runSandbox(words, terminal);
  } catch (error) {
    // Node's parser of options throws TypeErrors with a code of their own.
    const unknown = error instanceof TypeError && 'code' in error;
    if (unknown || error instanceof RangeError || error instanceof BrokenStateFileError) {
      throw new OptionError(error.message, { cause: error });
    }
    throw error;
  }
}
