import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { eventShape, type ExperimentEvent } from '../events/event.ts';
import { factsShape, type ExperimentFacts } from '../events/facts.ts';
import type { StateCollection, WatchState } from '../watch-state/watch-state.ts';

/** An experiment as it was seen, and the events found then that may not be in the outbox yet. */
const recordShape = z.object({ facts: factsShape, pending: z.array(eventShape) });
const projectShape = z.object({ readAt: z.string() });

type ExperimentRecord = z.infer<typeof recordShape>;

/**
 * What the watcher has seen of one project. The facts of an experiment are stored together with the events that they
 * brought, as one value: whenever the process ends, an event was either not found yet or is not lost.
 */
export class ProjectRecords {
  readonly #records: StateCollection<ExperimentRecord>;
  readonly #projects: StateCollection<z.infer<typeof projectShape>>;
  readonly #projectId: string;
  readonly #known = new Map<string, ExperimentRecord>();
  #readAt: string | undefined;

  private constructor(state: WatchState, projectId: string) {
    this.#records = state.collection(`seen-${projectId}`, recordShape);
    this.#projects = state.collection('projects', projectShape);
    this.#projectId = projectId;
  }

  /**
   * Reads what an earlier watcher has stored.
   * @throws WatchStateError, StoreUnavailable
   */
  static async open(state: WatchState, projectId: string): Promise<ProjectRecords> {
    const records = new ProjectRecords(state, projectId);
    for (const [, record] of await records.#records.entries())
      records.#known.set(record.facts.id, record);
    records.#readAt = (await records.#projects.get(projectId))?.readAt;
    return records;
  }

  /** When the project was read completely, ISO 8601; undefined if it never was. */
  get readAt(): string | undefined {
    return this.#readAt;
  }

  get(id: string): ExperimentFacts | undefined {
    return this.#known.get(id)?.facts;
  }

  all(): readonly ExperimentFacts[] {
    return Array.from(this.#known.values(), ({ facts }) => facts);
  }

  /** Stores what is seen now, with the events that it brings. Nothing is written where nothing is different. */
  async see(facts: ExperimentFacts, events: readonly ExperimentEvent[]): Promise<void> {
    const before = this.#known.get(facts.id)?.facts;
    const isSame = before && isDeepStrictEqual({ ...before, readAt: facts.readAt }, facts);
    if (isSame && events.length === 0) return;
    await this.#set(facts.id, { facts, pending: [...events] });
  }

  /** Hands over the events that are pending, each until `put` has resolved. */
  async handOver(put: (event: ExperimentEvent) => Promise<void>): Promise<void> {
    for (const [id, { facts, pending }] of this.#known) {
      if (pending.length === 0) continue;
      for (const event of pending) {
        // In the order in which they were found.
        // oxlint-disable-next-line no-await-in-loop
        await put(event);
      }
      // oxlint-disable-next-line no-await-in-loop
      await this.#set(id, { facts, pending: [] });
    }
  }

  /** Forgets an experiment that is not watched any more. */
  async forget(id: string): Promise<void> {
    const record = this.#known.get(id);
    if (!record) return;
    await this.#records.delete(keyOf(record));
    this.#known.delete(id);
  }

  /** Notes that the project was read completely. */
  async complete(readAt: string): Promise<void> {
    await this.#projects.set(this.#projectId, { readAt });
    this.#readAt = readAt;
  }

  async #set(id: string, record: ExperimentRecord): Promise<void> {
    await this.#records.set(keyOf(record), record);
    this.#known.set(id, record);
  }
}

const keyOf = ({ facts }: ExperimentRecord): string => String(facts.posthogId);
