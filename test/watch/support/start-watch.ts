import { setTimeout as wait } from 'node:timers/promises';
import { openWatch, type Watch } from '../../../src/services/watch/open-watch.ts';
import { withServices } from '../../../src/services/services.ts';
import type { WireObject } from '../../support/sandbox-control.ts';

/** When the clocks of the tests begin. */
const START = '2026-11-14T12:00:00Z';

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/** A clock that the test moves, for a watcher. */
export class WatchTime {
  #now = Date.parse(START);
  #sleepers: Sleeper[] = [];

  readonly now = (): Date => new Date(this.#now);
  readonly random = (): number => 0;
  readonly sleep = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const sleeper = { due: this.#now + ms, wake: resolve };
      this.#sleepers.push(sleeper);
      signal.addEventListener('abort', () => {
        this.#sleepers = this.#sleepers.filter((one) => one !== sleeper);
        reject(signal.reason as Error);
      });
    });

  move(ms: number): void {
    this.#now += ms;
    const due = this.#sleepers.filter((one) => one.due <= this.#now);
    this.#sleepers = this.#sleepers.filter((one) => one.due > this.#now);
    for (const { wake } of due) wake();
  }
}

/** A server with its own sandbox, in which watchers can be opened. */
export interface WatchedSandbox {
  readonly url: string;
  readonly time: WatchTime;
  readonly log: readonly WireObject[];
  /** Another watcher over the same state, with its own abort signal. */
  open(): Promise<Watch & { readonly stop: AbortController }>;
  /** Moves the clock of the sandbox and of the watchers. */
  pass(ms: number): Promise<void>;
  /** Sends a request to PostHog as somebody else would. */
  posthog(method: string, path: string, body?: object): Promise<WireObject>;
  /** Makes a control call of the sandbox. */
  control(call: string, body: object): Promise<WireObject>;
  /** Ends all faults of the sandbox. */
  endFaults(): Promise<WireObject>;
  close(): Promise<void>;
}

/** Starts the services with an embedded sandbox, without a port of their own. */
export async function startWatchedSandbox(
  environment: Readonly<Record<string, string>>,
): Promise<WatchedSandbox> {
  const time = new WatchTime();
  const started = Promise.withResolvers<WatchedSandbox>();
  const end = Promise.withResolvers<void>();
  const log: WireObject[] = [];
  const running = withServices(
    {
      environment: { SANDBOX_PORT: '0', POSTHOG_PROJECT_ID: '1', ...environment },
      logDestination: { write: (line) => log.push(JSON.parse(line) as WireObject) },
    },
    async (services) => {
      const url = services.posthogUrl;
      const send = async (method: string, path: string, body?: object) => {
        const response = await fetch(`${url}${path}`, {
          method,
          headers: { authorization: 'Bearer phx_sandbox', 'content-type': 'application/json' },
          ...(body && { body: JSON.stringify(body) }),
        });
        const text = await response.text();
        if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
        return (text === '' ? {} : JSON.parse(text)) as WireObject;
      };
      started.resolve({
        url,
        time,
        log,
        async open() {
          const stop = new AbortController();
          return { ...(await openWatch(services, stop.signal, { clock: time })), stop };
        },
        async pass(ms) {
          await send('POST', '/_sandbox/clock', { advance: `${ms}ms` });
          time.move(ms);
          await wait(5);
        },
        posthog: (method, path, body) => send(method, `/api/projects/1/${path}`, body),
        control: (call, body) => send('POST', `/_sandbox/${call}`, body),
        endFaults: () => send('DELETE', '/_sandbox/faults'),
        async close() {
          end.resolve();
          await running;
        },
      });
      await end.promise;
    },
    { sandbox: { now: START } },
  );
  running.catch((error: unknown) => {
    started.reject(error);
  });
  return started.promise;
}
