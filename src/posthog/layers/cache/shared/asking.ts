import { KeptLease } from '../../../../shared-store/kept-lease.ts';
import type { Lease } from '../../../../shared-store/shared-store.ts';
import { isPostHogFailure } from '../../../errors/errors.ts';
import type { Exchange, UpstreamAnswer, UpstreamRequest } from '../../../request/exchange.ts';
import { accessTags } from '../access-tags.ts';
import { isAbsence } from '../absence.ts';
import type { SharedAnswers } from './answers.ts';
import type { FlightMessages, FlightOutcome } from './flight-messages.ts';
import type { Position } from './history.ts';
import type { Replica } from './replica.ts';
import type { StoredAccess } from './stored-access.ts';

/** A replica that dies holds up those who wait for its answer for so long at most, and until they look. */
export const LEASE_MS = 1_500;

export interface AskingOptions {
  readonly replica: Replica;
  readonly answers: SharedAnswers;
  readonly access: StoredAccess;
  readonly flights: FlightMessages;
}

/** Asks PostHog and shares what it says with the other replicas. */
export class Asking {
  readonly #options: AskingOptions;

  constructor(options: AskingOptions) {
    this.#options = options;
  }

  /** Asks PostHog for all replicas that want to know the same. */
  async askForAll(
    next: Exchange,
    request: UpstreamRequest,
    { flight, lease }: { readonly flight: string; readonly lease: Lease },
  ): Promise<UpstreamAnswer> {
    const kept = new KeptLease(lease, LEASE_MS);
    const end = (shared: Promise<FlightOutcome>) => {
      kept.stopRenewing();
      void this.#tell(flight, lease, shared);
    };
    return this.ask(next, request, end);
  }

  /**
   * Asks PostHog, and stores what it says without making the caller wait for that.
   * @param end called with what becomes of the answer
   */
  async ask(
    next: Exchange,
    request: UpstreamRequest,
    end: (shared: Promise<FlightOutcome>) => void = (shared) => void shared,
  ): Promise<UpstreamAnswer> {
    const { position } = this.#options.replica.log.history;
    try {
      const answer = await next(request);
      end(this.#share(request, answer, position));
      return answer;
    } catch (error) {
      end(this.#shareFailure(request, error, position));
      throw error;
    }
  }

  async #share(request: UpstreamRequest, answer: UpstreamAnswer, at: Position) {
    const { replica, access, answers } = this.#options;
    if (!replica.isCurrent) return 'lost';
    // Sent together. Also for an answer that is not stored, because it is in the memory of this process.
    const noted = access.note(accessTags(request.apiKey, request.target)).catch(() => undefined);
    const isStored = await answers.store(request, answer, at).catch(() => false);
    await noted;
    return isStored ? 'stored' : 'lost';
  }

  async #shareFailure(request: UpstreamRequest, error: unknown, at: Position) {
    if (!isPostHogFailure(error) || !this.#options.replica.isCurrent) return 'lost';
    const { answers } = this.#options;
    const isStored = await answers.storeFailure(request, error, at).catch(() => false);
    if (!isStored) return 'lost';
    return isAbsence(error) ? 'stored' : 'refused';
  }

  /** Gives the lease back once the answer is stored, and wakes those who wait for it. */
  async #tell(flight: string, lease: Lease, shared: Promise<FlightOutcome>): Promise<void> {
    const outcome = await shared;
    release(lease);
    await this.#options.flights.tell(flight, outcome).catch(() => undefined);
  }
}

export function release(lease: Lease | undefined): void {
  lease?.release().catch(() => undefined);
}
