import { serveOverStreams } from '../../mcp/stdio.ts';
import { readConfigBesideServer } from '../beside-server.ts';
import { withSettings, type SettingOptions } from '../settings.ts';
import type { Terminal } from '../terminal.ts';
import { withServices } from '../../services/services.ts';
import { createMcpFactory } from '../../services/create-mcp.ts';

/**
 * Serves MCP on standard input and output to the program that started this process, until that program closes
 * the input or the output, or the process receives a signal to stop. Requests received by then are answered
 * first, within SHUTDOWN_TIMEOUT_MS. Nothing else is written to stdout.
 * @returns 1 when a message was left without an answer
 * @throws ConfigError, ListenError
 */
export async function mcp(terminal: Terminal, options: SettingOptions): Promise<number> {
  const settings = withSettings(terminal.environment, options);
  const { logDestination, logIsTerminal } = terminal;
  const output = { logDestination, logIsTerminal };
  let unanswered = 0;
  await withServices(
    { environment: settings, ...output },
    async (services) => {
      const { log, config } = services;
      const connection = serveOverStreams(createMcpFactory(services), terminal, (error) => {
        log.debug({ err: error }, 'MCP message rejected');
      });
      await Promise.race([connection.over, terminal.stopRequested]);
      unanswered = await connection.finish(config.shutdownTimeoutMs);
      await connection.close();
    },
    // Every editor window may start such a process.
    { read: readConfigBesideServer },
  );
  if (unanswered === 0) return 0;
  terminal.printError(
    `Exited without answering: ${unanswered}. A requested change may still have been made.`,
  );
  return 1;
}
