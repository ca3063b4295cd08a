import type { AddressInfo } from 'node:net';
import { SandboxClock } from './model/clock.ts';
import { Control } from './control/control.ts';
import { FaultInjection } from './http/faults.ts';
import { createGuard } from './http/guard.ts';
import type { SandboxState } from './http/state.ts';
import { PROFILES } from './model/profile.ts';
import type { Profile } from './model/profile.ts';
import { RequestLog } from './http/request-log.ts';
import type { LoggedRequest } from './http/request-log.ts';
import { RouteTable } from './http/route-table.ts';
import { ROUTES } from './routes/routes.ts';
import { seed } from './seed/seed.ts';
import { runJobs } from './domain/series/jobs.ts';
import { createSandboxServer } from './server.ts';
import type { HttpExchange } from './server.ts';
import { StateSaver } from './control/state-saver.ts';
import { Store } from './model/store.ts';
import { Throttle } from './http/throttle.ts';

export type { HttpExchange } from './server.ts';
export type { LoggedRequest } from './http/request-log.ts';
export type { Profile } from './model/profile.ts';

export interface SandboxOptions {
  /** 0 (the default) uses any free port. */
  port?: number;
  host?: string;
  /** Host names the sandbox accepts besides loopback names and `host`. */
  allowedHosts?: readonly string[];
  /** Start time of the clock, ISO-8601. Default: the real time. */
  now?: string;
  /** Number of experiments in the seed; by default only the curated ones. */
  experiments?: number;
  /** File that stores the state between runs. */
  stateFile?: string;
  profile?: Partial<Profile>;
  /** Called with every API request and its response. */
  onExchange?: (exchange: HttpExchange) => void;
  /** Called for unexpected errors, which clients receive as a plain 500. */
  onFailure?: (error: unknown) => void;
}

export interface Sandbox {
  readonly url: string;
  readonly port: number;
  /** Restores the seed and the initial profile; clears the request log and the faults. */
  reset(): void;
  /**
   * Stops listening, closes open connections, and saves the state.
   * @throws StateFileError when the state cannot be saved
   */
  close(): Promise<void>;
  requests(): LoggedRequest[];
  clearRequests(): void;
  /** The time on the sandbox's clock. */
  now(): Date;
  /** Sets the time (ISO-8601), or advances it (`14d`). */
  setClock(to: { now: string } | { advance: string }): void;
  setProfile(change: Partial<Profile>): void;
}

/**
 * Starts an embedded PostHog.
 * @throws StateFileError when the state file cannot be read, or could not be written later
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const startProfile: Profile = { ...PROFILES.default, ...options.profile };
  const sandboxState: SandboxState = {
    store: new Store(),
    clock: new SandboxClock(),
    throttle: new Throttle(),
    faults: new FaultInjection(),
    log: new RequestLog(),
    profile: startProfile,
  };
  const { store, clock } = sandboxState;
  const onFailure = options.onFailure ?? (() => undefined);
  const keeper =
    options.stateFile === undefined
      ? null
      : new StateSaver(options.stateFile, sandboxState, onFailure);
  clock.onMove((from, to) => {
    runJobs(store, from, to);
  });
  const plantSeed = (): void => {
    const start = options.now === undefined ? new Date() : new Date(options.now);
    store.clear();
    clock.restart(start);
    clock.hold(start, () => {
      seed(store, clock, { experiments: options.experiments });
    });
  };
  const reset = (): void => {
    sandboxState.profile = startProfile;
    sandboxState.throttle.clear();
    sandboxState.faults.clear();
    sandboxState.log.clear();
    plantSeed();
    keeper?.touch();
  };
  if (!keeper?.restore()) plantSeed();

  const host = options.host ?? '127.0.0.1';
  const server = createSandboxServer({
    sandboxState,
    routes: new RouteTable(ROUTES),
    control: new Control({ sandboxState, reset, onFailure }),
    guard: createGuard(host, options.allowedHosts ?? []),
    onExchange: options.onExchange,
    onFailure,
    onChange: () => keeper?.touch(),
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const { port } = listening(server.address());

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    reset,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      keeper?.save();
    },
    requests: () => sandboxState.log.all(),
    now: () => clock.now(),
    clearRequests: () => {
      sandboxState.log.clear();
    },
    setClock(to) {
      if ('now' in to) clock.set(new Date(to.now));
      else clock.advance(to.advance);
    },
    setProfile(change) {
      sandboxState.profile = { ...sandboxState.profile, ...change };
    },
  };
}

function listening(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('the sandbox has no port');
  return address;
}
