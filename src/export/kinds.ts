import type { GraphClient } from '../graph-client/graph-client.ts';
import type { ExportedExperimentFragment } from '../graph-client/generated/graphql.ts';
import { rowOf, type ColumnHead, type Row } from './columns/column.ts';
import { experimentColumns } from './columns/experiment.ts';
import { resultColumns } from './columns/result.ts';
import { timeseriesColumns } from './columns/timeseries.ts';
import type { ExportFailure } from './failure.ts';
import { readResults } from './read/read-results.ts';
import { readTimeseries } from './read/read-timeseries.ts';
import type { ExportKind, ExportRequest } from './request.ts';

/** How a kind of export is made. */
interface Kind {
  readonly columns: readonly ColumnHead[];
  /** The rows of an experiment. @throws GraphFailure when nothing could be read */
  readonly rowsOf: (
    client: GraphClient,
    experiment: ExportedExperimentFragment,
    request: ExportRequest,
  ) => Promise<readonly Row[] | ExportFailure>;
  /** Whether `since` and `until` are days of the rows; otherwise they are days of the experiments' creation. */
  readonly hasDays: boolean;
}

/** Every kind of export. */
export const kinds: Readonly<Record<ExportKind, Kind>> = {
  experiments: {
    columns: experimentColumns,
    rowsOf: (_, experiment) => Promise.resolve([rowOf(experimentColumns, experiment)]),
    hasDays: false,
  },
  results: { columns: resultColumns, rowsOf: readResults, hasDays: false },
  timeseries: { columns: timeseriesColumns, rowsOf: readTimeseries, hasDays: true },
};
