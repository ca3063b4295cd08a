import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { openConnection, type Connection } from './connection.ts';
import { serverCommand, spawnCommand, type Spawned } from './spawned.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

export type LogLine = Readonly<Record<string, unknown>>;

/** A server with several workers, in processes of its own. */
export interface WorkersServer extends Spawned {
  /** `http://127.0.0.1:PORT` of the API, without a path. */
  readonly origin: string;
  /** Parsed lines of the log, so far. */
  log(): readonly LogLine[];
  /** Waits for a line of the log, and for as many as `count`. */
  logged(message: string, count?: number): Promise<readonly LogLine[]>;
  /** A connection to each worker, by its number: one connection stays at one worker. */
  connections(): Promise<readonly [Connection, Connection]>;
  /** Asks it to stop and resolves to its exit code. */
  stop(): Promise<number | NodeJS.Signals>;
  [Symbol.asyncDispose](): Promise<void>;
}

const SERVER = serverCommand('start');
/** The same, whose log goes through a pipe as in a shell; what Node makes for a child is a socket. */
export const PIPED_SERVER = ['bash', '-c', 'exec "$0" "$@" 2> >(cat >&2)', ...SERVER] as const;

/** Starts a server with two workers. */
export async function startWorkers(
  environment: Readonly<Record<string, string>>,
  command: readonly [string, ...string[]] = SERVER,
): Promise<WorkersServer> {
  const spawned = spawnCommand(command, {
    cwd: root,
    environment: { WORKERS: '2', POSTHOG_PROJECT_ID: '1', ...environment },
  });
  await spawned.started;
  const origin = spawned.url('GraphQL')?.replace('/graphql', '') ?? '';
  const opened: Connection[] = [];
  const log = () => linesOf(spawned.stderr());
  const stop = () => {
    for (const connection of opened) connection.close();
    spawned.child.kill('SIGTERM');
    return spawned.ended;
  };
  return {
    ...spawned,
    origin,
    log,
    async logged(message, count = 1) {
      const found = () => log().filter(({ msg }) => msg === message);
      await expect.poll(() => found().length, { timeout: 30_000 }).toBeGreaterThanOrEqual(count);
      return found();
    },
    async connections() {
      const byWorker = new Map<unknown, Connection>();
      // Workers get connections in turn. Some get one that another client, or another test, has opened.
      for (let tries = 0; byWorker.size < 2 && tries < 10; tries += 1) {
        const connection = openConnection(origin);
        opened.push(connection);
        const { requestId } = await connection.post('{ __typename }');
        const isOfRequest = (line: LogLine) => line['requestId'] === requestId;
        await expect.poll(() => log().some(isOfRequest), { timeout: 10_000 }).toBe(true);
        const worker = log().find(isOfRequest)?.['worker'];
        if (!byWorker.has(worker)) byWorker.set(worker, connection);
      }
      const [first, second] = [byWorker.get(1), byWorker.get(2)];
      if (!first || !second) throw new Error('Not every worker got a connection.');
      return [first, second];
    },
    stop,
    async [Symbol.asyncDispose]() {
      await stop();
    },
  };
}

/** Whole lines of a log, without what is no JSON. */
function linesOf(text: string): readonly LogLine[] {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  return whole.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as LogLine);
}

/** Process ids of the workers, as the system knows them. */
export function workerPids({ child: { pid } }: Pick<Spawned, 'child'>): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return children.trim().split(' ').filter(Boolean).map(Number);
}
