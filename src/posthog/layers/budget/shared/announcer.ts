import type { WindowsReply } from '../../../../shared-store/windows.ts';
import type { BudgetUpdate } from './budget-update.ts';

/** Calls by which the count may have changed before it is announced at once. */
const ANNOUNCE_EVERY = 5;
/** Milliseconds after which any change is announced. */
const ANNOUNCE_AFTER_MS = 500;

/**
 * Announces to the other replicas what the store answered about a key, so that each knows what is left also when
 * it has not asked, and when the store can no longer be asked.
 */
export class Announcer {
  readonly #publish: (update: BudgetUpdate) => void;
  /** What was last announced. */
  #announced = { used: [0, 0], isThrottled: false };
  /** The newest answer that was not announced. */
  #unannounced: WindowsReply | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(publish: (update: BudgetUpdate) => void) {
    this.#publish = publish;
  }

  /** Another replica has announced an update. */
  received({ used, throttledMs }: BudgetUpdate): void {
    this.#announced = { used: [...used], isThrottled: throttledMs > 0 };
    this.#unannounced = undefined;
  }

  /** The store answered: announces it at once when much has changed, or else a little later. */
  answered(reply: WindowsReply): void {
    const { used, throttledMs } = reply;
    const last = this.#announced;
    const changed = used.map((count, index) => Math.abs(count - (last.used[index] ?? 0)));
    const most = throttledMs > 0 === last.isThrottled ? Math.max(...changed) : ANNOUNCE_EVERY;
    this.#unannounced = most === 0 ? undefined : reply;
    if (most >= ANNOUNCE_EVERY) this.#announce();
    if (this.#unannounced === undefined || this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#announce();
    }, ANNOUNCE_AFTER_MS).unref();
  }

  /** The store has lost its counts: every replica has to report its own calls again. */
  lost(reply: WindowsReply): void {
    this.#publish(updateOf(reply, true));
  }

  #announce(): void {
    if (!this.#unannounced) return;
    const update = updateOf(this.#unannounced, false);
    this.received(update);
    this.#publish(update);
  }
}

function updateOf(reply: WindowsReply, isLost: boolean): BudgetUpdate {
  const { memory, at, reserved, throttledMs, isCorrected } = reply;
  const [minute = 0, hour = 0] = reply.used;
  return { memory, at, used: [minute, hour], reserved, throttledMs, isCorrected, isLost };
}
