import type { Logger } from 'pino';
import type { Config } from '../config/config.ts';
import type { Sandbox, SandboxOptions } from '../sandbox/sandbox.ts';
import { ListenError, type Listening } from '../server/listen.ts';

/** The data of a sandbox. */
export type SandboxData = Pick<SandboxOptions, 'experiments' | 'profile' | 'now'>;

/**
 * Starts the embedded PostHog of a server.
 * @throws ListenError when its port cannot be opened
 */
export async function startSandbox(
  { sandboxPort: port, allowedHosts = [] }: Config,
  data: SandboxData,
  log: Logger,
): Promise<Sandbox> {
  // Imported only when needed, so that a server for a real PostHog does not load the embedded one.
  const { createSandbox } = await import('../sandbox/sandbox.ts');
  return openSandbox({ host: '127.0.0.1', port, setting: 'SANDBOX_PORT' }, () =>
    createSandbox({
      ...data,
      port,
      allowedHosts,
      onFailure: (error) => {
        log.error({ err: error }, 'unexpected error in the sandbox');
      },
    }),
  );
}

/**
 * Waits for a sandbox to open its port.
 * @param at where it listens, for the error message
 * @throws ListenError when the port cannot be opened
 */
export async function openSandbox(at: Listening, open: () => Promise<Sandbox>): Promise<Sandbox> {
  try {
    return await open();
  } catch (error) {
    const isOfListening =
      error instanceof Error &&
      'syscall' in error &&
      (error.syscall === 'listen' || error.syscall === 'getaddrinfo');
    throw isOfListening ? new ListenError(at, error) : error;
  }
}
