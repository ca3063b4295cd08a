import cluster, { type Worker } from 'node:cluster';
import type { ExportedMetrics, FromWorker, ToWorker } from './messages.ts';
import { roleVariable, type WorkerRole } from './role.ts';
import { takeWholeLines } from './whole-lines.ts';

/** How a worker has ended. */
export interface Ended {
  /** Null when a signal has ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** What happens to a worker. */
export interface WorkerEvents {
  /** A whole line of its standard error, where that is a pipe to this process. */
  readonly onLine: (line: string) => void;
  /** All of its ports are open; with the text of the banner. */
  readonly onListening: (banner: string) => void;
  /** It has stopped to accept connections. */
  readonly onNotAccepting: () => void;
  /** It has ended, and everything that it has written was passed on. */
  readonly onEnded: (ended: Ended) => void;
}

/** A worker as the primary process sees it. */
export class WorkerProcess {
  readonly number: number;
  readonly #worker: Worker;
  readonly #questions = new Map<number, (metrics: ExportedMetrics | undefined) => void>();
  #asked = 0;
  #hasListened = false;
  #isAccepting = false;
  #hasEnded = false;

  constructor(role: WorkerRole, { onLine, ...events }: WorkerEvents) {
    this.number = role.number;
    this.#worker = cluster.fork(roleVariable(role));
    const { process: child } = this.#worker;
    if (child.stderr) takeWholeLines(child.stderr, onLine);
    // A message that cannot be delivered is followed by the end of the process.
    this.#worker.on('error', () => undefined);
    this.#worker.on('message', (message: FromWorker) => {
      this.#received(message, events);
    });
    child.once('close', (code, signal) => {
      this.#hasEnded = true;
      this.#isAccepting = false;
      for (const id of this.#questions.keys()) this.#answered(id, undefined);
      events.onEnded({ code, signal });
    });
  }

  get pid(): number | undefined {
    return this.#worker.process.pid;
  }

  /** Whether its ports are open. */
  get isListening(): boolean {
    return this.#hasListened && !this.#hasEnded;
  }

  /** Whether its ports were open at any time. */
  get hasListened(): boolean {
    return this.#hasListened;
  }

  /** Whether it accepts connections. */
  get isAccepting(): boolean {
    return this.#isAccepting;
  }

  /** Tells it that its connections may be closed. */
  endConnections(): void {
    this.#send({ type: 'end connections' });
  }

  signal(signal: NodeJS.Signals): void {
    this.#worker.process.kill(signal);
  }

  /** Its metrics; undefined when it does not answer in time, or ends before. */
  metrics(withinMs: number): Promise<ExportedMetrics | undefined> {
    const id = (this.#asked += 1);
    const { promise, resolve } = Promise.withResolvers<ExportedMetrics | undefined>();
    this.#questions.set(id, resolve);
    const timer = setTimeout(() => {
      this.#answered(id, undefined);
    }, withinMs);
    this.#send({ type: 'read metrics', id });
    return promise.finally(() => {
      clearTimeout(timer);
    });
  }

  #received(message: FromWorker, events: Omit<WorkerEvents, 'onLine'>): void {
    switch (message.type) {
      case 'listening':
        this.#hasListened = true;
        this.#isAccepting = true;
        events.onListening(message.banner);
        break;
      case 'not accepting':
        this.#isAccepting = false;
        events.onNotAccepting();
        break;
      case 'metrics':
        this.#answered(message.id, message.metrics);
        break;
    }
  }

  #answered(id: number, metrics: ExportedMetrics | undefined): void {
    this.#questions.get(id)?.(metrics);
    this.#questions.delete(id);
  }

  #send(message: ToWorker): void {
    if (this.#worker.isConnected()) this.#worker.send(message, () => undefined);
  }
}
