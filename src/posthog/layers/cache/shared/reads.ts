import type { CancelSignal } from '../../../request/cancellation-token.ts';
import type { Lease, SharedLeases } from '../../../../shared-store/shared-store.ts';
import { isPostHogFailure } from '../../../errors/errors.ts';
import { endedEarly } from '../../../http/lifetime.ts';
import type { Exchange, UpstreamAnswer, UpstreamRequest } from '../../../request/exchange.ts';
import { priorities } from '../../../request/plan.ts';
import { isFresh } from '../is-fresh.ts';
import type { SharedAnswers } from './answers.ts';
import { LEASE_MS, release, type Asking } from './asking.ts';
import type { FlightMessages, FlightOutcome } from './flight-messages.ts';
import type { Position } from './history.ts';
import { nameOf } from './names.ts';
import type { Replica } from './replica.ts';
import type { SharedAnswer } from './shared-answer.ts';
import { settledWithin } from './settled-within.ts';

/** How often those who wait for an answer look whether the replica that asks for it is still there. */
const LOOK_MS = 250;
/** A store that takes longer is not waited for. */
const LOOKUP_MS = 250;
/** Writes of other replicas during a look-up make it start again; after so many, PostHog is asked. */
const MAX_LOOKUPS = 4;

export interface SharedReadsOptions {
  readonly replica: Replica;
  readonly answers: SharedAnswers;
  readonly asking: Asking;
  readonly leases: SharedLeases;
  readonly flights: FlightMessages;
  readonly namespace: string;
  /** Whether identical reads in flight become one call. */
  readonly sharesInFlight: boolean;
  readonly now: () => number;
}

/** What the store had when it was asked for a read. */
interface LookedUp {
  readonly found: SharedAnswer | undefined;
  /** The right to ask PostHog for all replicas; undefined while another has it. */
  readonly lease: Lease | undefined;
}

/**
 * Answers reads from what other replicas have read with the same key, and asks PostHog once for identical reads that
 * several replicas make at the same time.
 */
export class SharedReads {
  readonly #options: SharedReadsOptions;

  constructor(options: SharedReadsOptions) {
    this.#options = options;
  }

  /** Answers a read that the memory of this process cannot answer. */
  async read(next: Exchange, request: UpstreamRequest): Promise<UpstreamAnswer> {
    const { replica, asking, flights, sharesInFlight } = this.#options;
    const { history } = replica.log;
    if (!(await replica.isCurrentSoon())) return next(request);
    // What must be PostHog's own answer of now cannot be one that another replica has asked for before.
    if (request.freshness.maxAgeMs === 0) return asking.ask(next, request);
    /** The answer that was there when the read began: others that appear later were read meanwhile. */
    let first: string | undefined;
    for (let lookups = 0; lookups < MAX_LOOKUPS;) {
      const { position } = history;
      const flight = this.#flightOf(request, position);
      const heard = Promise.withResolvers<FlightOutcome>();
      const stopListening = flights.listen(flight, heard.resolve);
      try {
        const had = await this.#lookUp(request, flight);
        if (!had) break;
        const { found, lease } = had;
        const now = history.position;
        // Writes that the look-up has brought to light may be older than this read; later ones are not.
        const since = lookups === 0 ? now : position;
        if (lookups === 0) first = found?.id;
        lookups += 1;
        const isJoined = found !== undefined && found.id !== first;
        const answer = this.#use(request, found, isJoined, since);
        if (answer || position.at !== now.at) {
          release(lease);
          if (answer) return answer;
          continue;
        }
        if (lease) return await asking.askForAll(next, request, { flight, lease });
        if (!sharesInFlight) break;
        lookups = 1;
        const outcome = await waited(heard.promise, request.signal);
        if (request.signal.aborted) throw endedEarly(request.signal, request.operation, false);
        if (outcome === 'lost') break;
        if (outcome === 'refused') {
          const refusal = await this.#refusal(request);
          if (refusal) throw refusal;
          break;
        }
      } finally {
        stopListening();
      }
    }
    return asking.ask(next, request);
  }

  /** An answer that may be served although it is no longer fresh, when PostHog cannot be asked; never rejects. */
  async stale(request: UpstreamRequest): Promise<UpstreamAnswer | undefined> {
    const { replica, answers } = this.#options;
    if (!replica.isCurrent) return undefined;
    const looked = Promise.all([replica.log.sync(), answers.find(request)]);
    const [, found] = (await settledWithin(LOOKUP_MS, looked).catch(() => undefined)) ?? [];
    const { position } = replica.log.history;
    return found && replica.log.history.isValid(found, position)
      ? answers.read(request, found)
      : undefined;
  }

  /** Whether somebody has the answer, and else the right to ask for it; undefined when the store cannot say. */
  async #lookUp(request: UpstreamRequest, flight: string): Promise<LookedUp | undefined> {
    const { replica, answers, leases, namespace, sharesInFlight } = this.#options;
    // Sent together, the lease first: who gets it after another has given it back then finds that one's answer.
    const acquired = sharesInFlight
      ? leases.acquire(`${namespace}:flight:${flight}`, LEASE_MS)
      : Promise.resolve(undefined);
    const looked = Promise.all([acquired, replica.log.sync(), answers.find(request)]);
    const all = await settledWithin(LOOKUP_MS, looked).catch(() => undefined);
    if (all) return { lease: all[0], found: all[2] };
    acquired.then(release, () => undefined);
    return undefined;
  }

  /** The stored answer, if this read may use it. */
  #use(
    request: UpstreamRequest,
    found: SharedAnswer | undefined,
    isJoined: boolean,
    since: Position,
  ): UpstreamAnswer | undefined {
    const { replica, answers, now } = this.#options;
    if (!found || !replica.log.history.isValid(found, since)) return undefined;
    if (!isJoined && !isFresh(found, request.freshness, now())) return undefined;
    const answer = answers.read(request, found);
    if (answer && isJoined) request.ledger.deduplicated += 1;
    else if (answer) request.ledger.cacheHits += 1;
    return answer;
  }

  async #refusal(request: UpstreamRequest): Promise<unknown> {
    const { answers } = this.#options;
    const found = await settledWithin(LOOKUP_MS, answers.findRefusal(request)).catch(
      () => undefined,
    );
    const failure = found && answers.read(request, found)?.json;
    if (!isPostHogFailure(failure)) return undefined;
    request.ledger.deduplicated += 1;
    return failure;
  }

  /** Name of a flight: reads after a write do not join reads from before it, and nobody waits for a poll but polls. */
  #flightOf(request: UpstreamRequest, { epoch, at }: Position): string {
    const isPoll = request.plan.priority === priorities.poll;
    return `${nameOf(request)}:${epoch}:${at}${isPoll ? ':poll' : ''}`;
  }
}

/** Waits for a message, until it is time to look whether its sender is still there, or until the caller leaves. */
async function waited(
  heard: Promise<FlightOutcome>,
  signal: CancelSignal,
): Promise<FlightOutcome | undefined> {
  const left = Promise.withResolvers<undefined>();
  const leave = () => {
    left.resolve(undefined);
  };
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await settledWithin(LOOK_MS, Promise.race([heard, left.promise]));
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
