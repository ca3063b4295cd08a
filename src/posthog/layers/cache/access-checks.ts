import { LRUCache } from 'lru-cache';
import { isPostHogFailure, type FailureKind, type PostHogFailure } from '../../errors/errors.ts';
import { endedEarly } from '../../http/lifetime.ts';
import { credentialOf } from '../../keys/credential.ts';
import type { Exchange, UpstreamAnswer, UpstreamRequest } from '../../request/exchange.ts';

/** Milliseconds for which what is cached for a key may be used after PostHog has accepted the key. */
const ACCESS_CHECK_MS = 600_000;
/** Keys of which it is known when PostHog accepted them; the one accepted longest ago is forgotten first. */
const MAX_KEYS = 10_000;

/** Refusals that only a key gets which PostHog has accepted: it looks at the key first (docs/posthog/authentication.md). */
const OF_ACCEPTED_KEYS: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'forbidden',
  'not-found',
  'validation',
]);

/** Failures that any other read of the key would have met as well. */
const OF_ANY_READ: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'unauthenticated',
  'rate-limited',
  'unavailable',
  'malformed',
]);

type Keyed = Pick<UpstreamRequest, 'apiKey'>;

/** True for a moment within the last ten minutes. The clock may have been set back: what is far ahead is not recent either. */
const isRecent = (moment: number, now: number): boolean => Math.abs(now - moment) < ACCESS_CHECK_MS;

/**
 * Sees to it that cached answers are used only while PostHog has accepted their key within the last ten minutes. Who
 * reads from the cache alone makes no call, so that nothing else would tell that the key was revoked. The first read of
 * a key that has been idle for so long asks PostHog, and others of that key wait for what comes of it.
 */
export class AccessChecks {
  readonly #now: () => number;
  /** Epoch milliseconds at which PostHog accepted each credential last, as far as this process has heard. */
  readonly #acceptedAt = new LRUCache<string, number>({ max: MAX_KEYS });
  /** The check of each credential that is under way. Resolves to the failure that all reads of the key share, if any. */
  readonly #underWay = new Map<string, Promise<PostHogFailure | undefined>>();

  /** @param now the clock, in epoch milliseconds */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Whether PostHog has to accept the key before an answer from that moment may be used. */
  isDue({ apiKey }: Keyed, asOf: number, now: number): boolean {
    if (isRecent(asOf, now) || apiKey === undefined) return false;
    // `get` would make the key the most recently used one, although PostHog has not accepted it now.
    const acceptedAt = this.#acceptedAt.peek(credentialOf(apiKey));
    return acceptedAt === undefined || !isRecent(acceptedAt, now);
  }

  /**
   * Epoch milliseconds until which an answer may be relied on without a further look at its key.
   * @param asOf when PostHog gave the answer, which is not due now
   * @param until how long it may be relied on otherwise
   */
  boundOf({ apiKey }: Keyed, asOf: number, until: number, now: number): number {
    if (apiKey === undefined || (asOf <= now && until <= asOf + ACCESS_CHECK_MS)) return until;
    const acceptedAt = this.#acceptedAt.peek(credentialOf(apiKey)) ?? asOf;
    return Math.min(until, Math.min(now, Math.max(asOf, acceptedAt)) + ACCESS_CHECK_MS);
  }

  /** Observes what PostHog, or another replica that has asked it, says about keys. */
  observing(next: Exchange): Exchange {
    return (request) => {
      const { apiKey } = request;
      if (apiKey === undefined) return next(request);
      return next(request).then(
        (answer) => {
          this.#accepted(credentialOf(apiKey), answer.asOf);
          return answer;
        },
        (error: unknown) => {
          const kind = isPostHogFailure(error) ? error.kind : undefined;
          if (kind === 'unauthenticated') this.#acceptedAt.delete(credentialOf(apiKey));
          else if (kind !== undefined && OF_ACCEPTED_KEYS.has(kind))
            this.#accepted(credentialOf(apiKey), this.#now());
          throw error;
        },
      );
    };
  }

  /** The check of the key that is under way, to be given to `outcome`. */
  underWay({ apiKey = '' }: Keyed): Promise<PostHogFailure | undefined> | undefined {
    return this.#underWay.get(credentialOf(apiKey));
  }

  /** Sends a read as the check of its key. It counts as under way before this returns. */
  async check(next: Exchange, request: UpstreamRequest): Promise<UpstreamAnswer> {
    const credential = credentialOf(request.apiKey ?? '');
    const outcome = Promise.withResolvers<PostHogFailure | undefined>();
    this.#underWay.set(credential, outcome.promise);
    const end = (failure?: PostHogFailure) => {
      this.#underWay.delete(credential);
      outcome.resolve(failure);
    };
    try {
      // What another replica has read since PostHog was asked is as good.
      const freshness = { ...request.freshness, maxAgeMs: ACCESS_CHECK_MS };
      const answer = await next({ ...request, freshness });
      end();
      return answer;
    } catch (error) {
      end(isPostHogFailure(error) && concernsAll(error, request) ? error : undefined);
      throw error;
    }
  }

  /**
   * Waits for a check, at most as long as the caller does.
   * @returns the failure that the read shares with the check; undefined where it has to look anew, because the key was
   *   accepted, or the check has ended without saying anything about the key
   */
  async outcome(
    check: Promise<PostHogFailure | undefined>,
    { signal, operation }: UpstreamRequest,
  ): Promise<PostHogFailure | undefined> {
    const left = Promise.withResolvers<PostHogFailure>();
    const leave = () => {
      left.resolve(endedEarly(signal, operation, false));
    };
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
    try {
      return await Promise.race([check, left.promise]);
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  #accepted(credential: string, at: number): void {
    const now = this.#now();
    if (!isRecent(at, now)) return;
    const known = this.#acceptedAt.peek(credential);
    // A later moment than now is from before the clock was set back.
    if (known === undefined || known > now || known < at)
      this.#acceptedAt.set(credential, Math.min(at, now));
  }
}

/** Whether a failed check says what others of the key would get: not where only its own caller had no time or no calls left. */
const concernsAll = ({ kind }: PostHogFailure, { signal }: UpstreamRequest): boolean =>
  OF_ANY_READ.has(kind) || (kind === 'timeout' && !signal.aborted);
