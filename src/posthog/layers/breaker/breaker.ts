import { LRUCache } from 'lru-cache';
import { isPostHogFailure } from '../../errors/errors.ts';
import { credentialOf } from '../../keys/credential.ts';
import type { Exchange, Layer, UpstreamAnswer, UpstreamRequest } from '../../request/exchange.ts';
import { AddressJudge, addressFailures } from './address-judge.ts';
import { Circuit } from './circuit.ts';
import { HostJudge, type FailedCall } from './host-judge.ts';
import { verdictOf, type Outcome, type Verdict } from './outcome.ts';
import { circuitOpen } from './refusal.ts';
import { Turns } from './turns.ts';

/** A circuit has opened or closed. */
export interface CircuitChange {
  /** All calls, or one key's calls to one address. */
  readonly scope: 'host' | 'address';
  readonly state: 'open' | 'closed';
  /** Method and path at PostHog, for one address. */
  readonly address?: string;
  /** Milliseconds until the next trial; absent when it has closed. */
  readonly retryAfterMs?: number;
  /** The error of the last call, when it has opened. */
  readonly reason?: string;
}

/** The circuit of the host, while it is not closed. */
export interface OpenCircuit {
  /** Epoch milliseconds when it opened. */
  readonly since: number;
  /** Seconds until a call may pass; 0 when the next one may. */
  readonly retryAfterSeconds: number;
}

export interface BreakerOptions {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Milliseconds from when on a call of an operation counts as slow. */
  readonly slowMs: (request: UpstreamRequest) => number;
  /** Whether PostHog has accepted a key lately. */
  readonly isKnown: (apiKey: string) => boolean;
  /** True when at most one key is in use. */
  readonly hasOneKey: () => boolean;
  readonly onChange?: ((change: CircuitChange) => void) | undefined;
}

/** The longest times for which a circuit stays open between two trials, in milliseconds. */
const HOST_LONGEST_MS = 30_000;
const ADDRESS_LONGEST_MS = 10_000;
/** Addresses that are failing, over all keys. The one that has not been called for the longest time is forgotten first. */
const MAX_ADDRESSES = 1_000;

/** Milliseconds without a call, after which an address is forgotten: failures that are far apart are no series. */
const FORGOTTEN_MS = 60_000;

interface Address {
  readonly circuit: Circuit;
  readonly judge: AddressJudge;
}

/**
 * Stops calls to a PostHog that does not answer. There is one circuit for the host, which no single caller can open, and
 * one for each address that is failing for one key, which concerns nobody else.
 *
 * It takes two layers. `gate` stands outside of everything that waits or counts, so that a call that cannot pass fails at
 * once. `watch` stands next to the network: it sees how long PostHog took and what it said, and stops calls that were
 * waiting when the circuit opened.
 */
export class Breaker {
  readonly #options: BreakerOptions;
  readonly #hostJudge: HostJudge;
  readonly #host: Circuit;
  /** Those with failures since their last answer. */
  readonly #addresses: LRUCache<string, Address>;
  readonly #turns = new Turns();
  #openSince = 0;

  constructor(options: BreakerOptions) {
    const { now, hasOneKey, onChange } = options;
    this.#options = options;
    this.#addresses = new LRUCache({
      max: MAX_ADDRESSES,
      ttl: FORGOTTEN_MS,
      updateAgeOnGet: true,
      perf: { now },
    });
    this.#hostJudge = new HostJudge(hasOneKey);
    this.#host = new Circuit({
      now,
      judge: this.#hostJudge,
      longestMs: HOST_LONGEST_MS,
      onOpen: ({ error }) => {
        this.#openSince ||= now();
        const { waitMs: retryAfterMs } = this.#host;
        onChange?.({ scope: 'host', state: 'open', retryAfterMs, reason: reasonOf(error) });
      },
      onClose: () => {
        this.#openSince = 0;
        this.#turns.clear();
        // What failed while the host did may work again.
        this.#addresses.clear();
        onChange?.({ scope: 'host', state: 'closed' });
      },
    });
  }

  /** The circuit of the host; undefined while it is closed. */
  get open(): OpenCircuit | undefined {
    if (this.#host.isClosed) return undefined;
    const retryAfterSeconds = Math.ceil(this.#host.waitMs / 1_000);
    return { since: this.#openSince, retryAfterSeconds };
  }

  /** Number of addresses whose circuits are not closed. */
  get openAddresses(): number {
    let open = 0;
    for (const { circuit } of this.#addresses.values()) if (!circuit.isClosed) open += 1;
    return open;
  }

  readonly gate: Layer = (next) => (request) => {
    const waitMs = this.#waitMs(request);
    return waitMs === 0 ? next(request) : Promise.reject(circuitOpen(request.operation, waitMs));
  };

  readonly watch: Layer = (next) => (request) => {
    if (!this.#host.isClosed || this.#addresses.size > 0) return this.#watched(next, request);
    const startedAt = this.#options.now();
    return next(request).then(
      (answer) => {
        const outcome = this.#answered(request, answer, startedAt);
        const isUsual =
          outcome.verdict === 'answered' && this.#hostJudge.isClear && this.#addresses.size === 0;
        return isUsual ? answer : this.#conclude(request, outcome);
      },
      (error: unknown) => this.#conclude(request, this.#failed(request, error, startedAt)),
    );
  };

  /** Hands the outcome of a call that began while everything worked to the circuit of the host. */
  async #conclude(request: UpstreamRequest, outcome: Outcome): Promise<UpstreamAnswer> {
    this.#note(request, outcome.verdict);
    if (this.#host.isClosed) await this.#host.run(() => Promise.resolve(outcome));
    else if (outcome.verdict === 'answered') this.#hostJudge.clear();
    return settled(outcome);
  }

  async #watched(next: Exchange, request: UpstreamRequest): Promise<UpstreamAnswer> {
    const waitMs = this.#waitMs(request);
    if (waitMs > 0) throw circuitOpen(request.operation, waitMs);
    const call = () => this.#outcomeOf(next, request);
    if (this.#host.isOpen) {
      this.#turns.tries(this.#keyOf(request));
      this.#host.hasten();
    }
    const failing = this.#addresses.size > 0 ? this.#addresses.get(nameOf(request)) : undefined;
    return settled(await this.#host.run(failing ? () => failing.circuit.run(call) : call));
  }

  #waitMs(request: UpstreamRequest): number {
    const waitMs = this.#host.isClosed ? 0 : this.#hostWaitMs(this.#keyOf(request));
    if (this.#addresses.size === 0) return waitMs;
    return Math.max(waitMs, this.#addresses.get(nameOf(request))?.circuit.waitMs ?? 0);
  }

  #hostWaitMs(key: string): number {
    const { onlyKey } = this.#hostJudge;
    const laterMs = this.#turns.laterMs(key);
    // Failures of one key say nothing about another one, whose first call is a trial at once.
    const isFree =
      this.#host.isOpen && onlyKey !== undefined && onlyKey !== key && key !== STRANGERS;
    return isFree && laterMs === 0 ? 0 : this.#host.waitMsOf(laterMs);
  }

  /** Whose call it is: a credential, or the same text for all keys that PostHog has not accepted. */
  #keyOf({ apiKey = '' }: UpstreamRequest): string {
    return this.#options.isKnown(apiKey) ? credentialOf(apiKey) : STRANGERS;
  }

  async #outcomeOf(next: Exchange, request: UpstreamRequest): Promise<Outcome> {
    const startedAt = this.#options.now();
    const outcome = await next(request).then(
      (answer) => this.#answered(request, answer, startedAt),
      (error: unknown) => this.#failed(request, error, startedAt),
    );
    this.#note(request, outcome.verdict);
    return outcome;
  }

  #answered(request: UpstreamRequest, answer: UpstreamAnswer, startedAt: number): Outcome {
    const { now, slowMs } = this.#options;
    return { verdict: now() - startedAt < slowMs(request) ? 'answered' : 'slow', answer };
  }

  #failed(request: UpstreamRequest, error: unknown, startedAt: number): Outcome {
    const { now, slowMs } = this.#options;
    return { verdict: verdictOf(error, now() - startedAt, slowMs(request)), error };
  }

  #note(request: UpstreamRequest, verdict: Verdict): void {
    if (this.#hostJudge.failures.has(verdict))
      this.#hostJudge.note(this.#asFailed(request, verdict));
    if (addressFailures.has(verdict)) this.#failingAddressOf(request).judge.note(verdict);
    else if (this.#addresses.size > 0 && (verdict === 'answered' || verdict === 'slow'))
      this.#addresses.delete(nameOf(request));
  }

  #asFailed(request: UpstreamRequest, verdict: Verdict): FailedCall {
    const { operation, target } = request;
    const [object = target] = OBJECT.exec(target) ?? [];
    return { verdict, operation: operation.id, object, key: this.#keyOf(request) };
  }

  #failingAddressOf(request: UpstreamRequest): Address {
    const name = nameOf(request);
    const known = this.#addresses.get(name);
    if (known) return known;
    const { now, onChange } = this.#options;
    const judge = new AddressJudge();
    const address = `${request.operation.method} ${request.target.split('?', 1)[0]}`;
    const circuit = new Circuit({
      now,
      judge,
      longestMs: ADDRESS_LONGEST_MS,
      onOpen({ error }) {
        const { waitMs: retryAfterMs } = circuit;
        onChange?.({
          scope: 'address',
          address,
          state: 'open',
          retryAfterMs,
          reason: reasonOf(error),
        });
      },
      onClose() {
        onChange?.({ scope: 'address', address, state: 'closed' });
      },
    });
    const made = { circuit, judge };
    this.#addresses.set(name, made);
    return made;
  }
}

/** The answer of a call, or else its error, thrown. */
function settled({ answer, error }: Outcome): UpstreamAnswer {
  if (answer) return answer;
  throw error;
}

/** The object, or else the list, that a path is about. */
const OBJECT = /^\/api\/[a-z_]+\/[^/?]+\/(?:[a-z_]+\/(?:\d+\/)?)?/;

/** One name for all keys that PostHog has not accepted: made-up ones do not count as several. */
const STRANGERS = '';

const nameOf = ({ apiKey = '', operation, target }: UpstreamRequest) =>
  `${credentialOf(apiKey)} ${operation.method} ${target}`;

function reasonOf(error: unknown): string {
  if (!isPostHogFailure(error)) return 'slow';
  return error.kind === 'unavailable' ? error.reason : error.kind;
}
