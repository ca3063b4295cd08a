import type { Sandbox } from '../sandbox/sandbox.ts';
import { ListenError } from '../server/listen.ts';

/**
 * Waits for a sandbox to open its port.
 * @param port the configured port, for the error message
 * @throws ListenError when the port cannot be opened
 */
export async function openSandbox(port: number, open: () => Promise<Sandbox>): Promise<Sandbox> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof Error && 'syscall' in error && error.syscall === 'listen') {
      throw new ListenError({ host: '127.0.0.1', port, setting: 'SANDBOX_PORT' }, error);
    }
    throw error;
  }
}
