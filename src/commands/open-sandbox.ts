import { createSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { ListenError } from '../server/listen.ts';

const HOST = '127.0.0.1';

/**
 * Starts the embedded PostHog on its port. It listens on loopback whatever HOST is: it takes control
 * calls from anybody who reaches it.
 * @throws ListenError when the port cannot be opened
 */
export async function openSandbox(port: number): Promise<Sandbox> {
  try {
    return await createSandbox({ port });
  } catch (error) {
    if (error instanceof Error && 'syscall' in error && error.syscall === 'listen') {
      throw new ListenError({ host: HOST, port, setting: 'SANDBOX_PORT' }, error);
    }
    throw error;
  }
}
