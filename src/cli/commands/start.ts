import { OptionError } from '../option-error.ts';
import { sandboxData, type SandboxDataOptions } from '../sandbox-data.ts';
import { withSettings, type SettingOptions } from '../settings.ts';
import type { Terminal } from '../terminal.ts';

/** Settings, and the data of the sandbox. */
export interface StartOptions extends SettingOptions, SandboxDataOptions {}

/**
 * Serves the API until the process is asked to stop, then lets requests in progress finish: in this process, or in
 * several where WORKERS says so.
 * @returns the exit code
 * @throws ConfigError, ListenError, OptionError
 */
export async function start(terminal: Terminal, options: StartOptions): Promise<number> {
  const environment = withSettings(terminal.environment, options);
  const sandbox = sandboxData(options);
  if (environment['POSTHOG_HOST']?.trim() && Object.keys(sandbox).length > 0)
    throw new OptionError(
      '--experiments, --profile and --now are for the sandbox, which is not used with a POSTHOG_HOST.',
    );
  // Each side imports its modules when it is needed: the process above the workers has no API, and one that serves
  // alone has no workers.
  if (environment['WORKERS']?.trim() && !terminal.worker) {
    const { serveByWorkers } = await import('./serve-by-workers.ts');
    const exitCode = await serveByWorkers(terminal, environment, sandbox);
    if (exitCode !== undefined) return exitCode;
  }
  const { serve } = await import('./serve.ts');
  await serve(terminal, environment, options, sandbox);
  return 0;
}
