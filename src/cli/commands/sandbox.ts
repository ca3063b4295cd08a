import { readConfig } from '../../config/config.ts';
import { StateFileError } from '../../sandbox/control/state-file.ts';
import { PROJECT2_KEY, READONLY_KEY, SANDBOX_KEY } from '../../sandbox/model/keys.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/sandbox.ts';
import { openSandbox } from '../../services/open-sandbox.ts';
import { OptionError } from '../option-error.ts';
import { sandboxData, type SandboxDataOptions } from '../sandbox-data.ts';
import { withSettings } from '../settings.ts';
import type { Terminal } from '../terminal.ts';

/** What may be set for a run of the command. */
export interface SandboxCommandOptions extends SandboxDataOptions {
  /** Takes precedence over SANDBOX_PORT. */
  readonly port?: string;
  readonly host?: string;
  readonly config?: string;
  /** Path of the file that keeps the state between runs. */
  readonly state?: string;
}

/**
 * Serves only the embedded PostHog, for programs that use PostHog's REST API.
 * @returns 1 when the state could not be saved at shutdown
 * @throws ConfigError, ListenError, OptionError
 */
export async function sandbox(terminal: Terminal, options: SandboxCommandOptions): Promise<number> {
  const { port: sandboxPort, host, state: stateFile, config } = options;
  const { sandboxPort: port, allowedHosts = [] } = readConfig(
    withSettings(terminal.environment, {
      ...(config !== undefined && { config }),
      ...(sandboxPort !== undefined && { sandboxPort }),
    }),
    { opens: ['SANDBOX_PORT'], servesKey: false },
  );
  const at = {
    host: host ?? '127.0.0.1',
    port,
    setting: '--port or SANDBOX_PORT',
    hostSetting: '--host',
  };
  const running = await openSandbox(at, () =>
    create({
      ...sandboxData(options),
      ...(host !== undefined && { host }),
      ...(stateFile !== undefined && { stateFile }),
      port,
      allowedHosts,
      onFailure: (error) => {
        terminal.printError(failureMessage(error));
      },
    }),
  );
  terminal.print(`Sandbox  ${running.url}`);
  terminal.print(
    `Keys     ${SANDBOX_KEY} (everything)  ${READONLY_KEY} (reads)  ${PROJECT2_KEY} (project 2)`,
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

async function create(options: SandboxOptions): Promise<Sandbox> {
  try {
    return await createSandbox(options);
  } catch (error) {
    if (error instanceof StateFileError) throw new OptionError(error.message, { cause: error });
    throw error;
  }
}

/** A state that cannot be saved is not a bug of this program, so a stack trace would not help. */
function failureMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof StateFileError ? error.message : (error.stack ?? error.message);
}
