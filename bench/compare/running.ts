import { join } from 'node:path';
import { collecting, liveOf } from '../harness/live-memory.mjs';
import { boot, end, readServers, root } from '../harness/stage.mjs';
import type { Upstream } from './upstreams.ts';

/** A revision that is built, and its settings. */
export interface Side {
  readonly name: 'a' | 'b';
  readonly directory: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A server under test. */
export interface Running {
  /** Its address without a path. */
  readonly url: string;
  readonly pid: number;
  /** A name for its files. */
  readonly name: string;
  readonly upstream: Upstream;
  /** MiB of the JavaScript heap that are in use after a collection; only where it was started with `collects`. */
  heap(): Promise<number>;
  stop(): Promise<void>;
}

/** Neither a port of the benchmark's servers nor the other side's. */
const PORTS = { a: 21_700, b: 21_701 };

export interface StartOptions {
  /** The cores it runs on: `1`, or `0,1`. */
  readonly cores: string;
  /** Whether it can be made to collect its garbage. */
  readonly collects?: boolean;
}

/**
 * Starts a side in one of the modes of servers.json.
 * @throws Error when it does not become healthy
 */
export async function startSide(
  { name: side, directory, env }: Side,
  mode: string,
  upstream: Upstream,
  { cores, collects = false }: StartOptions,
): Promise<Running> {
  const server = readServers(directory).get(`product-${mode}`);
  const port = PORTS[side];
  const url = `http://127.0.0.1:${port}`;
  const name = `compare-${side}`;
  const heapFile = join(root, `run/${name}-heap.txt`);
  const { child } = await boot(
    { ...server, name, port, url },
    {
      cores,
      nodeOptions: collects ? collecting : [],
      more: {
        POSTHOG_HOST: upstream.url,
        POSTHOG_API_KEY: 'phx_sandbox',
        LIVE_OUT: heapFile,
        ...env,
      },
      isUp: () => fetch(`${url}/health`),
    },
  );
  return {
    url,
    pid: child.pid,
    name,
    upstream,
    heap: () => liveOf(child.pid, heapFile),
    stop: () => end(child),
  };
}
