import { PassThrough, Readable } from 'node:stream';
import { run } from '../../src/cli/cli.ts';
import { switches } from './switches.ts';

export interface InProcess {
  /** `http://127.0.0.1:PORT` of the API, without a path. */
  readonly url: string;
  /** The sandbox's address; undefined when a PostHog was configured. */
  readonly sandboxUrl: string | undefined;
  /** What was written to stdout. */
  readonly printed: readonly string[];
  /** Parsed lines of the log. */
  readonly log: readonly Record<string, unknown>[];
  /** The unparsed log. */
  logText(): string;
  /** Asks the process to reload its settings, and waits until it has. */
  reload(): Promise<void>;
  /** Asks the process to stop and resolves to its exit code. */
  stop(): Promise<number>;
}

/** Tests call single operations over MCP, which the default set leaves out. */
export const everyTool = { MCP_TOOLS: 'full' };

/** Runs `start` in this process and on free ports, like main.ts, and waits for its banner. */
export async function startInProcess(
  environment: Readonly<Record<string, string>> = {},
): Promise<InProcess> {
  const stop = Promise.withResolvers<string>();
  const started = Promise.withResolvers<string>();
  const printed: string[] = [];
  const complaints: string[] = [];
  const logLines: string[] = [];
  let reload = () => Promise.resolve();
  const exitCode = run(['start'], {
    environment: { PORT: '0', SANDBOX_PORT: '0', ...everyTool, ...switches, ...environment },
    print: (line) => {
      printed.push(line);
      started.resolve(line);
    },
    printError: (line) => complaints.push(line),
    input: Readable.from([]),
    output: new PassThrough(),
    logDestination: { write: (line) => logLines.push(line) },
    onReload(listener) {
      reload = listener;
      return () => undefined;
    },
    faults: () => ({ droppedLogLines: 0, unhandledErrors: 0 }),
    stopRequested: stop.promise,
  });
  const code = await Promise.race([exitCode, started.promise]);
  if (typeof code === 'number') throw new Error(`exit ${code}: ${complaints.join('\n')}`);
  return {
    url: lineOf(printed, 'GraphQL')?.replace('/graphql', '') ?? '',
    sandboxUrl: lineOf(printed, 'Sandbox'),
    printed,
    get log() {
      return logLines.map((line) => JSON.parse(line) as Record<string, unknown>);
    },
    logText: () => logLines.join(''),
    reload: () => reload(),
    stop() {
      stop.resolve('SIGTERM');
      return exitCode;
    },
  };
}

/** The URL that ends a line of the banner. */
export function lineOf(printed: readonly string[], label: string): string | undefined {
  return new RegExp(`^${label} +(\\S+)$`, 'm').exec(printed.join('\n'))?.[1];
}
