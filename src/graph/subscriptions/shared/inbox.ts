import type { PollerParts } from '../poller.ts';
import type { Wake } from '../wakes.ts';
import type { SharedProgress, TopicMessage } from './progress-message.ts';
import type { TopicListener } from './topic-store.ts';

/** What a replica that follows has heard, or that it has heard nothing for too long. */
export type News =
  | { readonly kind: 'checked'; readonly progress: SharedProgress }
  | { readonly kind: 'vacant' | 'missed' | 'overdue' | 'none' };

/**
 * What other replicas have said and this one has not attended to yet. Of several checks the last one is kept, so that it
 * does not grow.
 */
export class Inbox implements TopicListener {
  readonly #sleep: PollerParts['sleep'];
  readonly #look: (wake: Wake) => void;
  #pause: AbortController | undefined;
  #progress: SharedProgress | undefined;
  #isVacant = false;
  #hasMissed = false;
  #isWoken = false;

  /** @param look called at once when another replica wants a check */
  constructor(sleep: PollerParts['sleep'], look: (wake: Wake) => void) {
    this.#sleep = sleep;
    this.#look = look;
  }

  message(message: TopicMessage): void {
    if (message.kind === 'look') {
      this.#look(message);
      return;
    }
    if (message.kind === 'vacant') this.#isVacant = true;
    else this.#progress = message.progress;
    this.#pause?.abort();
  }

  missed(): void {
    this.#hasMissed = true;
    this.#pause?.abort();
  }

  /** Ends a wait without news. */
  wake(): void {
    this.#isWoken = true;
    this.#pause?.abort();
  }

  /**
   * The next news.
   * @param ms milliseconds without news after which there is none, `overdue`
   * @param until ends the wait, without news
   */
  async next(ms: number, until: AbortSignal): Promise<News> {
    const waiting = this.#waiting();
    if (waiting) return waiting;
    this.#pause = new AbortController();
    const either = AbortSignal.any([until, this.#pause.signal]);
    try {
      await this.#sleep(ms, either);
      return { kind: 'overdue' };
    } catch (error) {
      if (!either.aborted) throw error;
      return this.#waiting() ?? { kind: 'none' };
    } finally {
      this.#pause = undefined;
    }
  }

  #waiting(): News | undefined {
    if (this.#hasMissed) {
      this.#hasMissed = false;
      return { kind: 'missed' };
    }
    if (this.#progress) {
      const progress = this.#progress;
      this.#progress = undefined;
      return { kind: 'checked', progress };
    }
    if (this.#isVacant) {
      this.#isVacant = false;
      return { kind: 'vacant' };
    }
    if (this.#isWoken) {
      this.#isWoken = false;
      return { kind: 'none' };
    }
    return undefined;
  }
}
