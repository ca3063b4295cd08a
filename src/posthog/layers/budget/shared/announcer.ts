import type { WindowsReply } from '../../../../shared-store/windows.ts';
import type { News } from './news.ts';

/** Calls by which the count may have changed before the other replicas are told of it at once. */
const TELL_EVERY = 5;
/** Milliseconds after which they are told of any change. */
const TELL_AFTER_MS = 500;

/**
 * Tells the other replicas by message what the store answered about a key, so that each knows what is left also when
 * it has not asked, and when the store can no longer be asked.
 */
export class Announcer {
  readonly #publish: (news: News) => void;
  /** What every replica has been told. */
  #told = { used: [0, 0], isThrottled: false };
  /** The newest answer that they have not been told. */
  #untold: WindowsReply | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(publish: (news: News) => void) {
    this.#publish = publish;
  }

  /** Another replica told everybody. */
  heard({ used, throttledMs }: News): void {
    this.#told = { used: [...used], isThrottled: throttledMs > 0 };
    this.#untold = undefined;
  }

  /** The store answered: tells it at once when much has changed, or else a little later. */
  answered(reply: WindowsReply): void {
    const { used, throttledMs } = reply;
    const last = this.#told;
    const changed = used.map((count, index) => Math.abs(count - (last.used[index] ?? 0)));
    const most = throttledMs > 0 === last.isThrottled ? Math.max(...changed) : TELL_EVERY;
    this.#untold = most === 0 ? undefined : reply;
    if (most >= TELL_EVERY) this.#tell();
    if (this.#untold === undefined || this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#tell();
    }, TELL_AFTER_MS).unref();
  }

  /** The store has lost its counts: every replica has to tell its own calls again. */
  lost(reply: WindowsReply): void {
    this.#publish(newsOf(reply, true));
  }

  #tell(): void {
    if (!this.#untold) return;
    const news = newsOf(this.#untold, false);
    this.heard(news);
    this.#publish(news);
  }
}

function newsOf(reply: WindowsReply, isLost: boolean): News {
  const { memory, at, reserved, throttledMs, isCorrected } = reply;
  const [minute = 0, hour = 0] = reply.used;
  return { memory, at, used: [minute, hour], reserved, throttledMs, isCorrected, isLost };
}
