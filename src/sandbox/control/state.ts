import type { JsonObject } from '../model/entities.ts';
import type { Store } from '../model/store.ts';
import { wireChangeRequest } from '../domain/approvals/change-request.ts';
import { storedExperiment } from '../wire/experiment.ts';
import { minimalFlag, wireFlag } from '../wire/flag.ts';
import { wireHoldout } from '../wire/holdout.ts';
import { wireSavedMetric } from '../wire/saved-metric.ts';

/** All rows of all projects, including soft-deleted ones, for GET /_sandbox/state. */
export function fullState(store: Store): JsonObject {
  const projects = store.projects.all().map(({ id }) => {
    const experiments = store.experiments.by('project', id);
    return [
      String(id),
      {
        experiments: experiments.map((row) => storedExperiment(store, row)),
        feature_flags: store.flags
          .by('project', id)
          .map((row) => ({ ...minimalFlag(row), ...wireFlag(store, row) })),
        holdouts: store.holdouts.by('project', id).map((row) => wireHoldout(store, row)),
        saved_metrics: store.savedMetrics
          .by('project', id)
          .map((row) => wireSavedMetric(store, row)),
        change_requests: store.changeRequests
          .by('project', id)
          .map((row) => wireChangeRequest(store, row)),
        timeseries_recalculations: experiments.flatMap((row) =>
          store.timeseriesRecalculations.by('experiment', row.id),
        ),
        timeseries_rows: experiments.flatMap((row) =>
          store.timeseriesRows.by('experiment', row.id),
        ),
      },
    ] as const;
  });
  return { projects: Object.fromEntries(projects) };
}
