import { activityItem } from './activity-item.ts';
import { Collection } from './collection.ts';
import type { ApprovalPolicy, ChangeRequest } from './approval-entities.ts';
import type {
  Action,
  ActivityEntry,
  ApiKey,
  Cohort,
  Experiment,
  FeatureFlag,
  GroundTruth,
  Holdout,
  LlmPrompt,
  MetricsRecalculation,
  Organization,
  Project,
  ResultRecipe,
  SavedMetric,
  SavedMetricLink,
  TimeseriesRecalculation,
  StoredTimeseries,
  User,
} from './entities.ts';
import { uuidOf } from './uuid.ts';

/** Names of the collections whose rows have a sequential id. */
export type Sequenced =
  | 'projects'
  | 'users'
  | 'experiments'
  | 'flags'
  | 'holdouts'
  | 'savedMetrics'
  | 'savedMetricLinks'
  | 'cohorts'
  | 'actions'
  | 'prompts'
  | 'resultRecipes'
  | 'timeseriesRows';

/** The whole content of a store as plain JSON; the format of the state file. */
export interface Snapshot {
  sequences: Record<string, number>;
  uuids: number;
  rows: Record<string, unknown[]>;
}

/** The operations of a collection that do not depend on its row type. */
interface Stored {
  all(): unknown[];
  load(rows: readonly unknown[]): void;
  clear(): void;
}

const UUID_SEED = 'posthog-experiments-graph sandbox';

/** Index key of the timeseries rows of one metric and fingerprint of an experiment. */
export const seriesKey = (row: {
  experiment: number;
  metric_uuid: string;
  fingerprint: string;
}): string => `${row.experiment}/${row.metric_uuid}/${row.fingerprint}`;

const inProject = (row: { project: number }): number => row.project;

const flagIndexKey = (project: number, key: string): string => `${project}/${key}`;

/**
 * The data of one PostHog installation. Ids are unique per installation, not per project (docs/posthog/routes.md);
 * uuids are derived from a counter, so that the same calls yield the same uuids.
 */
export class Store {
  readonly organizations = new Collection<string, Organization>({});
  readonly projects = new Collection<number, Project, 'organization'>({
    organization: (row) => row.organization,
  });
  readonly users = new Collection<number, User>({});
  readonly apiKeys = new Collection<string, ApiKey>({});
  readonly experiments = new Collection<number, Experiment, 'project' | 'flag' | 'holdout'>({
    project: (row) => row.project,
    flag: (row) => row.feature_flag ?? undefined,
    holdout: (row) => row.holdout_id ?? undefined,
  });
  readonly flags = new Collection<number, FeatureFlag, 'project' | 'key'>({
    project: (row) => row.project,
    key: (row) => flagIndexKey(row.project, row.key),
  });
  readonly holdouts = new Collection<number, Holdout, 'project'>({ project: inProject });
  readonly savedMetrics = new Collection<number, SavedMetric, 'project'>({ project: inProject });
  readonly savedMetricLinks = new Collection<number, SavedMetricLink, 'experiment' | 'savedMetric'>(
    { experiment: (row) => row.experiment, savedMetric: (row) => row.saved_metric },
  );
  readonly cohorts = new Collection<number, Cohort, 'project'>({ project: inProject });
  readonly actions = new Collection<number, Action, 'project'>({ project: inProject });
  readonly prompts = new Collection<number, LlmPrompt, 'project'>({ project: inProject });
  readonly approvalPolicies = new Collection<string, ApprovalPolicy, 'organization'>({
    organization: (row) => row.organization,
  });
  readonly changeRequests = new Collection<string, ChangeRequest, 'project'>({
    project: inProject,
  });
  readonly timeseriesRows = new Collection<number, StoredTimeseries, 'experiment' | 'series'>({
    experiment: (row) => row.experiment,
    series: seriesKey,
  });
  readonly groundTruths = new Collection<number, GroundTruth>({});
  readonly resultRecipes = new Collection<number, ResultRecipe, 'experiment'>({
    experiment: (row) => row.experiment,
  });
  readonly timeseriesRecalculations = new Collection<
    string,
    TimeseriesRecalculation,
    'experiment' | 'status'
  >({ experiment: (row) => row.experiment, status: (row) => row.status });
  readonly metricsRecalculations = new Collection<
    string,
    MetricsRecalculation,
    'experiment' | 'status'
  >({ experiment: (row) => row.experiment, status: (row) => row.status });
  /** Indexed by `Experiment/7`, `FeatureFlag/3`, `Experiment:holdout/2`. */
  readonly activity = new Collection<string, ActivityEntry, 'item'>({
    item: ({ scope, item_id: id, detail }) => activityItem(scope, id, detail['type']),
  });

  #sequences: Record<string, number> = {};
  #uuids = 0;

  /** The next id of a collection, like a database sequence. */
  nextId(name: Sequenced): number {
    const id = (this.#sequences[name] ?? 0) + 1;
    this.#sequences[name] = id;
    return id;
  }

  /** A uuid in version-4 format that depends only on the number of earlier calls. */
  uuid(): string {
    return uuidOf(`${UUID_SEED}/${this.#uuids++}`);
  }

  snapshot(): Snapshot {
    const rows: Record<string, unknown[]> = {};
    for (const [name, collection] of this.#collections()) rows[name] = collection.all();
    return structuredClone({ sequences: this.#sequences, uuids: this.#uuids, rows });
  }

  /** Replaces everything; the snapshot is copied, so that it can be restored again. */
  restore(snapshot: Snapshot): void {
    const copy = structuredClone(snapshot);
    this.clear();
    this.#sequences = copy.sequences;
    this.#uuids = copy.uuids;
    for (const [name, collection] of this.#collections()) {
      collection.load(copy.rows[name] ?? []);
    }
  }

  clear(): void {
    for (const [, collection] of this.#collections()) collection.clear();
    this.#sequences = {};
    this.#uuids = 0;
  }

  /** The flag of a project with this `key`, unless it is deleted. */
  flagByKey(project: number, key: string): FeatureFlag | undefined {
    return this.flags.by('key', flagIndexKey(project, key)).find((flag) => !flag.deleted);
  }

  #collections(): [string, Stored][] {
    return Object.entries(this).filter(
      (entry): entry is [string, Stored] => entry[1] instanceof Collection,
    );
  }
}
