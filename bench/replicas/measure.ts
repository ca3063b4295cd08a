import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { memoryOf } from './memory.ts';

/** What Node needs to be started with so that {@link measure} can be used. */
export const measurable = [
  '--expose-gc',
  '--import',
  fileURLToPath(new URL('measure-preload.mjs', import.meta.url)),
];

/** What a process holds at one moment; memory in MiB. */
export interface Measured {
  /** Resident, before the collection. */
  readonly resident: number;
  /** The heap and what it holds outside, after a collection. */
  readonly inUse: number;
  /** Open file descriptors. */
  readonly files: number;
  /** What keeps the event loop alive, by kind: timers, sockets, requests. */
  readonly resources: Readonly<Record<string, number>>;
  /** Warnings since the start, such as one of too many listeners. */
  readonly warnings: number;
}

/** Asks a process that was started with {@link measurable}; it writes its answer to `directory`. */
export async function measure(pid: number, directory: string): Promise<Measured> {
  const file = join(directory, `${pid}.json`);
  rmSync(file, { force: true });
  const resident = memoryOf(pid);
  process.kill(pid, 'SIGUSR2');
  while (!existsSync(file)) await sleep(20);
  const { heapUsed, external, resources, warnings } = JSON.parse(
    readFileSync(file, 'utf8'),
  ) as Written;
  return {
    resident,
    inUse: (heapUsed + external) / 2 ** 20,
    files: readdirSync(`/proc/${pid}/fd`).length,
    resources,
    warnings,
  };
}

interface Written extends Pick<Measured, 'resources' | 'warnings'> {
  /** Bytes. */
  readonly heapUsed: number;
  readonly external: number;
}
