import { readConfig } from '../../config/config.ts';
import { runSandbox } from '../../sandbox/command.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { StateFileError } from '../../sandbox/control/state-file.ts';
import type { Terminal } from '../terminal.ts';
import { OptionError } from '../option-error.ts';
import { openSandbox } from '../../services/open-sandbox.ts';

/**
 * Serves only the embedded PostHog, for programs that use PostHog's REST API.
 * @param words the command's options; `--port` takes precedence over SANDBOX_PORT
 * @returns 1 when the state could not be saved at shutdown
 * @throws ConfigError, ListenError, OptionError
 */
export async function sandbox(terminal: Terminal, words: readonly string[]): Promise<number> {
  const { sandboxPort, allowedHosts } = readConfig(terminal.environment, ['SANDBOX_PORT']);
  const running = await openSandbox(sandboxPort, () =>
    withOptions(['--port', String(sandboxPort), ...words], terminal, allowedHosts),
  );
  await terminal.stopRequested;
  try {
    await running.close();
    return 0;
  } catch (error) {
    if (!(error instanceof StateFileError)) throw error;
    terminal.printError(`${error.message} Changes since it was last written are lost.`);
    return 1;
  }
}

async function withOptions(
  words: string[],
  terminal: Terminal,
  allowedHosts: readonly string[] | undefined,
): Promise<Sandbox> {
  try {
    return await runSandbox(words, terminal, allowedHosts);
  } catch (error) {
    // Node's option parser throws TypeErrors that have a `code`.
    const unknown = error instanceof TypeError && 'code' in error;
    if (unknown || error instanceof RangeError || error instanceof StateFileError) {
      throw new OptionError(error.message, { cause: error });
    }
    throw error;
  }
}
