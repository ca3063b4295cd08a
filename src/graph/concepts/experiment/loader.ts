import DataLoader from 'dataloader';
import type { GraphContext } from '../../context/context.ts';
import { localId, type PostHogKey } from '../../core/global-id.ts';
import { asError, notFoundAsNull } from '../../core/loading/not-found-as-null.ts';
import { perRequest } from '../../context/per-request.ts';
import { findByProject } from '../../core/loading/by-project.ts';
import type { Wire } from '../../core/wire.ts';

export type ExperimentDetail = Wire['Experiment'];
/** A list row or the detail. Older servers include some of the detail's fields in list rows too. */
export type ExperimentRow = Wire['ExperimentBasic'] & Partial<ExperimentDetail>;

/**
 * Loads experiments, each at most once per request, and reuses rows that lists have already
 * returned.
 */
class ExperimentLoader {
  readonly #rows = new Map<string, ExperimentRow>();
  readonly #details: DataLoader<PostHogKey, ExperimentDetail | null, string>;
  readonly #byList: DataLoader<PostHogKey, ExperimentRow | null, string>;

  constructor({ posthog }: GraphContext) {
    const retrieve = ({ projectId, posthogId }: PostHogKey) =>
      notFoundAsNull(
        posthog.call('experiments_retrieve', { path: { project_id: projectId, id: posthogId } }),
      );
    this.#byList = new DataLoader(
      (keys) =>
        findByProject<ExperimentRow>(keys, (projectId) => ({
          // PostHog cannot list archived and active experiments together.
          lists: [false, true].map(
            (archived) => (window) =>
              posthog.pages(
                'experiments_list',
                { path: { project_id: projectId }, query: archived ? { archived } : {} },
                window,
              ),
          ),
          // A single read returns the detail, so fields that need the detail later cost nothing.
          one: (key) => this.#details.load(key).catch(asError),
        })),
      { cacheKeyFn: localId },
    );
    this.#details = new DataLoader((keys) => Promise.all(keys.map(retrieve)), {
      cacheKeyFn: localId,
    });
  }

  /**
   * The experiment, or null when it does not exist or was deleted.
   * @param detail false when a list row is enough; a row that a list has already returned then
   * costs nothing
   */
  async load(key: PostHogKey, detail: boolean): Promise<ExperimentRow | null> {
    if (detail) return this.#details.load(key);
    return this.#rows.get(localId(key)) ?? this.#byList.load(key);
  }

  detail(key: PostHogKey): Promise<ExperimentDetail | null> {
    return this.#details.load(key);
  }

  /** Caches a list row. */
  primeRow(projectId: string, row: ExperimentRow): void {
    this.#rows.set(localId({ projectId, posthogId: row.id }), row);
  }

  /** Replaces the cached experiment with the detail that a write answered. */
  primeDetail(projectId: string, detail: ExperimentDetail): void {
    const key = { projectId, posthogId: detail.id };
    this.#rows.set(localId(key), detail);
    this.#details.clear(key).prime(key, detail);
    this.#byList.clear(key);
  }

  /** Evicts an experiment, so that the next field reads it again. */
  forget(key: PostHogKey): void {
    this.#rows.delete(localId(key));
    this.#details.clear(key);
    this.#byList.clear(key);
  }

  /** Evicts all experiments. */
  forgetAll(): void {
    this.#rows.clear();
    this.#details.clearAll();
    this.#byList.clearAll();
  }
}

export const experimentLoader = perRequest((context) => new ExperimentLoader(context));
