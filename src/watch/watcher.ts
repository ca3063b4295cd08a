import type { GraphClient } from '../graph-client/graph-client.ts';
import type { GuardedExperiment } from '../guards/guarded-experiment.ts';
import { LEASE_MS, type WatchLease, type WatchState } from '../watch-state/watch-state.ts';
import type { Outbox } from '../webhooks/outbox.ts';
import { ProjectRecords } from './project-records.ts';
import { resolveProjects } from './resolve-projects.ts';
import type { Round, WatchLog } from './watch-log.ts';
import { watchRound } from './watch-round.ts';

export interface WatcherOptions {
  readonly client: GraphClient;
  readonly state: WatchState;
  /** Numbers of projects, or `@current`. */
  readonly projects: readonly string[];
  /** The guards; rejects with a GraphFailure while they cannot be read. */
  readonly guards: () => Promise<readonly GuardedExperiment[]>;
  readonly outbox: Outbox;
  /** Milliseconds from the end of one round to the beginning of the next. */
  readonly intervalMs: number;
  readonly now: () => Date;
  /** Waits; rejects when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly log: WatchLog;
}

/** How often the right to work is asked for, or asked after, in milliseconds. */
const LEASE_CHECK_MS = LEASE_MS / 3;

/** Watches projects: finds events, checks guards, delivers to webhooks. Of several watchers with one state, one works. */
export class Watcher {
  readonly #options: WatcherOptions;

  constructor(options: WatcherOptions) {
    this.#options = options;
  }

  /** Watches until the signal aborts. What fails is reported, and tried again. */
  async run(signal: AbortSignal): Promise<void> {
    const { state, log } = this.#options;
    let stoodBy = false;
    while (!signal.aborted) {
      let lease: WatchLease | undefined;
      try {
        // oxlint-disable-next-line no-await-in-loop
        lease = await state.acquire();
        if (lease) {
          log.onWorking();
          // oxlint-disable-next-line no-await-in-loop
          await this.#work(lease, signal);
        } else if (!stoodBy) log.onStandingBy();
        stoodBy = lease === undefined;
      } catch (error) {
        if (!signal.aborted) log.onRoundFailed(error);
      } finally {
        // oxlint-disable-next-line no-await-in-loop
        await lease?.release();
      }
      // oxlint-disable-next-line no-await-in-loop
      await this.#pause(LEASE_CHECK_MS, signal);
    }
  }

  /**
   * One round, and one attempt to deliver what waits.
   * @returns what it did, and the endpoints for which events are left; undefined while another watcher works
   * @throws WatchStateError, StoreUnavailable, or an error of the file system
   */
  async once(
    signal: AbortSignal,
  ): Promise<{ readonly round: Round; readonly left: readonly string[] } | undefined> {
    const lease = await this.#options.state.acquire();
    if (!lease) return undefined;
    try {
      const round = await this.#round(lease, await this.#records());
      return { round, left: await this.#options.outbox.deliverOnce(signal) };
    } finally {
      await lease.release();
    }
  }

  /** Works while the lease is held. */
  async #work(lease: WatchLease, signal: AbortSignal): Promise<void> {
    const { outbox, intervalMs, log } = this.#options;
    const projects = await this.#records();
    const over = new AbortController();
    const working = AbortSignal.any([signal, over.signal]);
    const others = Promise.all([outbox.run(working), this.#observe(lease, working, over)]);
    try {
      while (!working.aborted) {
        try {
          // oxlint-disable-next-line no-await-in-loop
          await this.#round(lease, projects);
        } catch (error) {
          if (!working.aborted) log.onRoundFailed(error);
        }
        // oxlint-disable-next-line no-await-in-loop
        await this.#pause(intervalMs, working);
      }
    } finally {
      over.abort();
      await others;
    }
  }

  /** Ends the work when the lease is lost. */
  async #observe(lease: WatchLease, working: AbortSignal, over: AbortController): Promise<void> {
    while (!working.aborted) {
      // oxlint-disable-next-line no-await-in-loop
      await this.#pause(LEASE_CHECK_MS, working);
      // oxlint-disable-next-line no-await-in-loop
      if (working.aborted || (await lease.isHeld())) continue;
      this.#options.log.onLeaseLost();
      over.abort();
    }
  }

  async #round(lease: WatchLease, projects: ReadonlyMap<string, ProjectRecords>): Promise<Round> {
    const round = await watchRound({ ...this.#options, projects, lease });
    this.#options.log.onRound(round);
    return round;
  }

  async #records(): Promise<ReadonlyMap<string, ProjectRecords>> {
    const { client, state } = this.#options;
    const projects = await resolveProjects(client, this.#options.projects);
    const opened = await Promise.all(
      projects.map(async (id) => [id, await ProjectRecords.open(state, id)] as const),
    );
    return new Map(opened);
  }

  async #pause(ms: number, signal: AbortSignal): Promise<void> {
    if (!signal.aborted) await this.#options.sleep(ms, signal).catch(() => undefined);
  }
}
