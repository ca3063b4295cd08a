import { randomUUID } from 'node:crypto';
import type { SharedStore } from '../../../shared-store/shared-store.ts';

/** Name of a value that is lost when records are. */
const MARK = 'idempotency mark';
const MARK_MS = 7 * 86_400_000;
const RENEW_MARK_EVERY_MS = 3_600_000;
/** By this message a replica that has noticed a loss asks all others to restore their records. */
const CHANNEL = 'idempotency restore';
/** Replicas connect again within 2 seconds of a store's return, and then restore what they wrote. */
const RESTORED_WITHIN_MS = 3_000;

/**
 * Notices when the store may have lost records, and has them restored by the replicas that wrote them. Until they had
 * time for that, nobody may conclude from a record that is not there that nothing was sent.
 */
export class StoreLosses {
  readonly #store: SharedStore;
  readonly #restore: () => void;
  /** The mark that this process has seen last. */
  #known: string | undefined;
  #renewedAt = -Infinity;
  /** From when on all records count as restored, by `performance.now()`. */
  #wholeFrom = -Infinity;
  /** Resolves when messages arrive, or none do for now. */
  readonly #listening: Promise<void> = Promise.resolve();
  /** Whether there may be other replicas that wrote records. */
  #hadOthers: boolean;

  /** @param restore writes again what this process has written */
  constructor(store: SharedStore, restore: () => void) {
    this.#store = store;
    this.#restore = restore;
    this.#hadOthers = !store.status.isUp;
    if (!store.isShared) return;
    const missed = () => {
      restore();
      // Who notices early does not have to wait later.
      this.isWhole().catch(() => undefined);
    };
    const { ready } = store.messages.subscribe(CHANNEL, { message: restore, missed });
    this.#listening = ready.catch(() => undefined);
    store.onStatus(({ isUp, replicas }) => {
      this.#hadOthers ||= replicas > 1;
      // What another server took over with may be older than what was written last.
      if (isUp && this.#hadOthers) this.#wait(RESTORED_WITHIN_MS);
      if (isUp) restore();
    });
    if (store.status.isUp) this.isWhole().catch(() => undefined);
  }

  /**
   * True when a record that the store did not have right before was never written.
   * @throws StoreUnavailable
   */
  async isWhole(): Promise<boolean> {
    if (!this.#store.isShared) return true;
    const { values, status } = this.#store;
    this.#hadOthers ||= status.replicas > 1;
    let mark = await values.get(MARK);
    if (mark === undefined) {
      const waitMs = (await this.#mayBeLost()) ? RESTORED_WITHIN_MS : 0;
      await values.add(MARK, `${Date.now() + waitMs} ${randomUUID()}`, MARK_MS);
      mark = await values.get(MARK);
    }
    if (mark !== this.#known) this.#changed(mark);
    else if (performance.now() - this.#renewedAt > RENEW_MARK_EVERY_MS) this.#renew(mark);
    return performance.now() >= this.#wholeFrom;
  }

  /** Whether there may have been a mark: this process knew it, or others that listen may have. */
  async #mayBeLost(): Promise<boolean> {
    if (this.#known !== undefined) return true;
    await this.#listening;
    return this.#hadOthers && (await this.#store.messages.publish(CHANNEL, '')) > 1;
  }

  /** Asks every replica to restore its records. */
  ask(): void {
    this.#restore();
    this.#store.messages.publish(CHANNEL, '').catch(() => undefined);
  }

  #changed(mark: string | undefined): void {
    // Whoever made the mark has said until when to wait; a process that knew an earlier one does not rely on its clock.
    const said = this.#known === undefined ? Number(mark?.split(' ')[0]) : NaN;
    const left = Number.isFinite(said) ? said - Date.now() : RESTORED_WITHIN_MS;
    this.#known = mark;
    this.#renewedAt = performance.now();
    if (left <= 0) return;
    this.#wait(Math.min(left, RESTORED_WITHIN_MS));
    this.ask();
  }

  #wait(ms: number): void {
    this.#wholeFrom = Math.max(this.#wholeFrom, performance.now() + ms);
  }

  #renew(mark: string | undefined): void {
    this.#renewedAt = performance.now();
    if (mark !== undefined)
      this.#store.values.replace(MARK, mark, mark, MARK_MS).catch(() => undefined);
  }
}
