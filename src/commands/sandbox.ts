import { readConfig, SANDBOX_KEY } from '../config.ts';
import type { Terminal } from '../terminal.ts';
import { version } from '../version.ts';
import { openSandbox } from './open-sandbox.ts';

/**
 * Serves the embedded PostHog alone, for programs that speak PostHog's REST API.
 * @throws ConfigError, ListenError
 */
export async function sandbox(terminal: Terminal): Promise<number> {
  const { sandboxPort } = readConfig(terminal.environment);
  const running = await openSandbox(sandboxPort);
  try {
    const lines = [`Sandbox  ${running.url}`, `Key      ${SANDBOX_KEY}`];
    terminal.print(['', `posthog-experiments-graph ${version}`, '', ...lines, ''].join('\n'));
    await terminal.stopRequested;
    return 0;
  } finally {
    await running.close();
  }
}
