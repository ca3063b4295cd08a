import { readOr } from '../../core/malformed.ts';
import DataLoader from 'dataloader';
import type { GraphContext } from '../../context/context.ts';
import { deletedMeanwhile } from '../../core/deleted-meanwhile.ts';
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
  /** Reads of details, which nothing is read together with: each begins at once. */
  readonly #details = new Map<string, Promise<ExperimentDetail | null>>();
  readonly #posthog: GraphContext['posthog'];
  readonly #byList: DataLoader<PostHogKey, ExperimentRow | null, string>;

  constructor({ posthog }: GraphContext) {
    this.#posthog = posthog;
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
          one: (key) => this.detail(key).catch(asError),
        })),
      { cacheKeyFn: localId },
    );
  }

  /**
   * The experiment, or null when it does not exist or was deleted.
   * @param detail false when a list row is enough; a row that a list has already returned then
   * costs nothing
   */
  load(key: PostHogKey, detail: boolean): Promise<ExperimentRow | null> {
    if (detail) return this.detail(key);
    const row = this.#rows.get(localId(key));
    return row ? Promise.resolve(row) : this.#byList.load(key);
  }

  /** The experiment with all its fields, or null when there is none. Read at most once. */
  detail(key: PostHogKey): Promise<ExperimentDetail | null> {
    const name = localId(key);
    let read = this.#details.get(name);
    if (!read) this.#details.set(name, (read = this.#retrieve(key)));
    return read;
  }

  async #retrieve({ projectId, posthogId }: PostHogKey): Promise<ExperimentDetail | null> {
    const path = { project_id: projectId, id: posthogId };
    const found = await notFoundAsNull(this.#posthog.call('experiments_retrieve', { path }));
    if (found instanceof Error) throw found;
    return found;
  }

  /** Caches a list row, unless its number cannot be read. */
  primeRow(projectId: string, row: ExperimentRow): void {
    const name = readOr(() => localId({ projectId, posthogId: row.id }), undefined);
    if (name !== undefined) this.#rows.set(name, row);
  }

  /** Replaces the cached experiment with the detail that a write answered. */
  primeDetail(projectId: string, detail: ExperimentDetail): void {
    const key = { projectId, posthogId: detail.id };
    this.#rows.set(localId(key), detail);
    this.#details.set(localId(key), Promise.resolve(detail));
    this.#byList.clear(key);
  }

  /** Evicts an experiment, so that the next field reads it again. */
  forget(key: PostHogKey): void {
    this.#rows.delete(localId(key));
    this.#details.delete(localId(key));
    this.#byList.clear(key);
  }

  /** Evicts all experiments. */
  forgetAll(): void {
    this.#rows.clear();
    this.#details.clear();
    this.#byList.clearAll();
  }
}

export const experimentLoader = perRequest((context) => new ExperimentLoader(context));

/** A row that is known to carry the property. */
export type WithProperty<Property extends keyof ExperimentRow> = ExperimentRow & {
  [P in Property]-?: Exclude<ExperimentRow[P], undefined>;
};

function carries<P extends keyof ExperimentRow>(
  row: ExperimentRow,
  property: P,
): row is WithProperty<P> {
  return row[property] !== undefined;
}

/**
 * The row itself where it carries the property, else the detail. Newer servers' lists leave the
 * metrics and settings out, older ones send them; the caller need not know which it is.
 * Null where even the detail lacks the property, because the server is older than it.
 */
export async function withDetail<P extends keyof ExperimentRow>(
  { projectId, row }: { readonly projectId: string; readonly row: ExperimentRow },
  context: GraphContext,
  property: P,
): Promise<WithProperty<P> | null> {
  if (carries(row, property)) return row;
  const detail: ExperimentRow | null = await experimentLoader(context).detail({
    projectId,
    posthogId: row.id,
  });
  if (!detail) throw deletedMeanwhile('experiment');
  return carries(detail, property) ? detail : null;
}
