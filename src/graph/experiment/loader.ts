import DataLoader from 'dataloader';
import type { GraphContext } from '../context.ts';
import { localId, type PostHogKey } from '../global-id.ts';
import { orNull } from '../or-null.ts';
import { perRequest } from '../per-request.ts';
import type { Wire } from '../wire.ts';

export type ExperimentDetail = Wire['Experiment'];
/** A list row, or the detail; older servers send some of the detail's fields in lists too. */
export type ExperimentRow = Wire['ExperimentBasic'] & Partial<ExperimentDetail>;

/** Reads experiments, each at most once per request, and remembers what lists brought. */
export class ExperimentLoader {
  readonly #rows = new Map<string, ExperimentRow>();
  readonly #details: DataLoader<PostHogKey, ExperimentDetail | null, string>;

  constructor(context: GraphContext) {
    this.#details = new DataLoader(
      (keys) =>
        Promise.all(
          keys.map(({ projectId, posthogId }) =>
            orNull(
              context.posthog.call('experiments_retrieve', {
                path: { project_id: projectId, id: posthogId },
              }),
            ),
          ),
        ),
      { cacheKeyFn: localId },
    );
  }

  /**
   * The experiment, or null when there is none (or it was deleted).
   * @param detail false when a list row is enough; then what a list already brought costs nothing
   */
  async load(key: PostHogKey, detail: boolean): Promise<ExperimentRow | null> {
    const known = detail ? undefined : this.#rows.get(localId(key));
    return known ?? this.#details.load(key);
  }

  detail(key: PostHogKey): Promise<ExperimentDetail | null> {
    return this.#details.load(key);
  }

  /** Remembers a row of a list. */
  primeRow(projectId: string, row: ExperimentRow): void {
    this.#rows.set(localId({ projectId, posthogId: row.id }), row);
  }

  /** Replaces what is known of an experiment by the detail that a write answered. */
  primeDetail(projectId: string, detail: ExperimentDetail): void {
    const key = { projectId, posthogId: detail.id };
    this.#rows.set(localId(key), detail);
    this.#details.clear(key).prime(key, detail);
  }

  /** Forgets an experiment, so that the next field reads it again. */
  forget(key: PostHogKey): void {
    this.#rows.delete(localId(key));
    this.#details.clear(key);
  }
}

export const experimentLoader = perRequest((context) => new ExperimentLoader(context));
