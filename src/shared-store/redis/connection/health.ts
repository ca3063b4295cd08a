import type { StoreStatus } from '../../shared-store.ts';
import type { RedisTimes } from '../times.ts';
import { failureOf } from './failure.ts';

export interface HealthOptions {
  readonly times: RedisTimes;
  /** Finds out whether Redis can be used, connecting if need be; resolves to the number of replicas. */
  readonly check: () => Promise<number>;
  /** Called when Redis can be used again after it could not, and before anybody else is told. */
  readonly onUp: () => void;
  /** A listener threw. */
  readonly onFault: (error: unknown) => void;
}

/**
 * Whether Redis can be used. It can until something fails, and then not before a check has succeeded; checks
 * continue for ever, with growing and random pauses while it is down.
 */
export class Health {
  readonly #options: HealthOptions;
  readonly #listeners = new Set<(status: StoreStatus) => void>();
  #status: StoreStatus = { isUp: false, reason: 'Redis has not been reached yet.', replicas: 1 };
  #timer: NodeJS.Timeout | undefined;
  #isChecking = false;
  #failures = 0;
  /** Failed attempts since Redis was last up for longer than the longest pause. */
  #attempts = 0;
  #upSince = 0;
  #isClosed = false;

  constructor(options: HealthOptions) {
    this.#options = options;
  }

  get status(): StoreStatus {
    return this.#status;
  }

  onStatus(listener: (status: StoreStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Something failed that shows that Redis cannot be used. */
  fail(reason: string): void {
    this.#failures += 1;
    if (this.#isClosed || !this.#status.isUp) return;
    if (performance.now() - this.#upSince > this.#options.times.retryMs.most) this.#attempts = 0;
    this.#status = { ...this.#status, isUp: false, reason };
    this.#tell();
    this.#schedule();
  }

  /** Checks now, and from now on regularly. */
  async check(): Promise<void> {
    if (this.#isChecking || this.#isClosed) return;
    this.#isChecking = true;
    const failures = this.#failures;
    try {
      const replicas = await this.#options.check();
      if (failures === this.#failures) this.#up(replicas);
    } catch (error) {
      this.#down(failureOf(error).reason);
    } finally {
      this.#isChecking = false;
      this.#schedule();
    }
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#listeners.clear();
    this.#status = { ...this.#status, isUp: false, reason: 'The store is closed.' };
  }

  #up(replicas: number): void {
    if (this.#isClosed) return;
    const wasUp = this.#status.isUp;
    this.#status = { isUp: true, replicas };
    if (wasUp) return;
    this.#upSince = performance.now();
    this.#options.onUp();
    this.#tell();
  }

  #down(reason: string): void {
    if (this.#status.isUp) this.fail(reason);
    else this.#status = { ...this.#status, reason };
  }

  #tell(): void {
    const status = this.#status;
    for (const listener of this.#listeners) {
      try {
        listener(status);
      } catch (error) {
        this.#options.onFault(error);
      }
    }
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => void this.check(), this.#pause());
    this.#timer.unref();
  }

  #pause(): number {
    const { checkMs, retryMs } = this.#options.times;
    if (this.#status.isUp) return checkMs;
    const longest = Math.min(retryMs.most, retryMs.first * 2 ** this.#attempts);
    this.#attempts += 1;
    return longest * (0.5 + Math.random() / 2);
  }
}
