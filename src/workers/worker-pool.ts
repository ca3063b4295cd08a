import cluster from 'node:cluster';
import type { Logger } from 'pino';
import type { ExportedMetrics } from './messages.ts';
import { Restarts, type Restart } from './restarts.ts';
import type { WorkerRole } from './role.ts';
import { WorkerProcess, type Ended } from './worker-process.ts';

/** Maximum wait for the metrics of one worker, in milliseconds. A scraper waits for ten seconds, usually. */
const METRICS_MS = 2_000;

export interface WorkerPoolOptions {
  readonly count: number;
  /** What a worker needs to know when it is started, besides its number. */
  readonly role: () => Omit<WorkerRole, 'number'>;
  readonly log: Logger;
  /** Where the log of the workers goes, line by line; undefined for the terminal, to which they write themselves. */
  readonly onLine: ((line: string) => void) | undefined;
  /** Called when all workers listen, with what is to be printed; again after all of them have ended and came back. */
  readonly onListening: (banner: string) => void;
  /** Milliseconds after which a worker that was asked to stop is ended by force. */
  readonly stopWithinMs: number;
}

/** How the workers are. */
export interface WorkersSample {
  readonly configured: number;
  readonly listening: number;
  /** Workers that have ended unasked since the start. */
  readonly restarts: number;
}

/** The workers of a server: starts them, replaces those that end, and stops them. */
export class WorkerPool {
  readonly #options: WorkerPoolOptions;
  readonly #workers = new Map<number, WorkerProcess>();
  readonly #restarts = new Restarts();
  readonly #pauses = new Set<NodeJS.Timeout>();
  readonly #ended = Promise.withResolvers<number>();
  /** Workers that read their settings before the last wish to reload, or that others must follow, and do not listen yet. */
  readonly #late = new Set<WorkerProcess>();
  /** Whether any worker has listened: what ends before has failed to start. */
  #hasServed = false;
  #isStopping = false;
  #exitCode = 0;

  /** Starts the first worker alone, so that what is wrong with the settings is said once, and then the others. */
  constructor(options: WorkerPoolOptions) {
    this.#options = options;
    const { onLine } = options;
    cluster.setupPrimary({
      stdio: ['ignore', 'inherit', onLine ? 'pipe' : 'inherit', 'ipc'],
      // JSON has no NaN, which is the value of some metrics.
      serialization: 'advanced',
    });
    this.#start(1);
  }

  /** Resolves to the exit code of the server when all workers have ended for good. */
  get ended(): Promise<number> {
    return this.#ended.promise;
  }

  sample(): WorkersSample {
    const { count: configured } = this.#options;
    return { configured, listening: this.#listening().length, restarts: this.#restarts.count };
  }

  /** The metrics of those workers that answer in time. */
  async metrics(): Promise<readonly ExportedMetrics[]> {
    const all = await Promise.all(this.#listening().map((worker) => worker.metrics(METRICS_MS)));
    return all.filter((metrics) => metrics !== undefined);
  }

  /** Asks the workers to read their settings again; one that is just starting does so when it listens. */
  reload(): void {
    for (const worker of this.#workers.values()) {
      if (worker.isListening) worker.signal('SIGHUP');
      else this.#late.add(worker);
    }
  }

  /** Asks the workers to stop. Those that do not are ended by force. */
  stop(signal: NodeJS.Signals): void {
    if (this.#isStopping) return;
    this.#isStopping = true;
    for (const pause of this.#pauses) clearTimeout(pause);
    // One that does not listen yet has no requests, and must not begin to accept connections while the others stop.
    for (const worker of this.#workers.values())
      worker.signal(worker.hasListened ? signal : 'SIGKILL');
    const force = setTimeout(() => {
      for (const { number, pid } of this.#workers.values())
        this.#options.log.error({ worker: number, pid }, 'a worker did not stop in time');
      for (const worker of this.#workers.values()) worker.signal('SIGKILL');
    }, this.#options.stopWithinMs);
    void this.ended.then(() => clearTimeout(force));
    this.#endWithoutWorkers();
  }

  #listening(): readonly WorkerProcess[] {
    return [...this.#workers.values()].filter(({ isListening }) => isListening);
  }

  #start(number: number): WorkerProcess {
    const { role, onLine = () => undefined } = this.#options;
    const worker: WorkerProcess = new WorkerProcess(
      { ...role(), number },
      {
        onLine,
        onListening: (banner) => {
          this.#listens(worker, banner);
        },
        onNotAccepting: () => {
          // When all stop, clients whose connection one of them closes must not be sent to another that is just stopping.
          if (this.#isStopping) this.#endConnections();
          else worker.endConnections();
        },
        onEnded: (ended) => {
          this.#left(worker, ended);
        },
      },
    );
    this.#workers.set(number, worker);
    return worker;
  }

  #listens(worker: WorkerProcess, banner: string): void {
    const { number, pid } = worker;
    const { count, log, onListening } = this.#options;
    log.info({ worker: number, pid }, 'a worker serves');
    // It may have read other files than the workers that are older.
    if (this.#late.delete(worker)) this.reload();
    if (!this.#hasServed && !this.#isStopping)
      for (let number = 2; number <= count; number += 1) this.#start(number);
    this.#hasServed = true;
    if (this.#listening().length === count) onListening(banner);
  }

  #left(worker: WorkerProcess, { code, signal }: Ended): void {
    const { number, pid, hasListened } = worker;
    this.#workers.delete(number);
    this.#late.delete(worker);
    if (this.#isStopping) {
      this.#endConnections();
      // One that was still starting has no part in how the server ends.
      if (code !== 0 && hasListened) this.#exitCode ||= 1;
      this.#endWithoutWorkers();
      return;
    }
    // The worker has said why.
    if (!this.#hasServed) return this.#giveUp(code ?? 1);
    const restart = this.#restarts.ended(performance.now());
    const { pauseMs } = restart;
    // Code 0: somebody has asked this one process to stop.
    const level = code === 0 ? 'warn' : 'error';
    this.#options.log[level](
      { worker: number, pid, code, signal, pauseMs },
      'a worker has ended: it is replaced',
    );
    this.#replace(number, restart);
  }

  /** Starts a worker in place of one that has ended, or could not be started, after a pause. */
  #replace(number: number, { pauseMs, isTooOften }: Restart): void {
    const { log } = this.#options;
    if (isTooOften && this.#listening().length === 0) {
      log.fatal('workers end again and again, and none is left: the server stops');
      return this.#giveUp(1);
    }
    const pause = setTimeout(() => {
      this.#pauses.delete(pause);
      try {
        // The others follow it when it listens, so that all have read the same files.
        this.#late.add(this.#start(number));
      } catch (error) {
        log.error({ err: error, worker: number }, 'a worker could not be started');
        this.#replace(number, this.#restarts.ended(performance.now()));
      }
    }, pauseMs);
    this.#pauses.add(pause);
  }

  #endConnections(): void {
    const workers = [...this.#workers.values()];
    if (workers.some(({ isAccepting }) => isAccepting)) return;
    for (const worker of workers) worker.endConnections();
  }

  #giveUp(exitCode: number): void {
    this.#exitCode = exitCode;
    this.stop('SIGTERM');
  }

  #endWithoutWorkers(): void {
    if (this.#isStopping && this.#workers.size === 0) this.#ended.resolve(this.#exitCode);
  }
}
