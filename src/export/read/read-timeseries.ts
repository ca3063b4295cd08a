import type { GraphClient } from '../../graph-client/graph-client.ts';
import type { ExportedExperimentFragment } from '../../graph-client/generated/graphql.ts';
import { rowOf, type Row } from '../columns/column.ts';
import { timeseriesColumns } from '../columns/timeseries.ts';
import { failureOf, type ExportFailure } from '../failure.ts';
import type { ExportRequest } from '../request.ts';
import { ExportedTimeseriesDocument } from './documents.ts';
import { armsOf } from './read-results.ts';

/**
 * The rows of an experiment in an export of timeseries. Days that were not computed have none; a day that PostHog failed
 * to compute has one, with the error. None, without a call, for what did not run between the days asked for. All of them,
 * or a failure if any part could not be read.
 * @throws GraphFailure when nothing could be read
 */
export async function readTimeseries(
  client: GraphClient,
  experiment: ExportedExperimentFragment,
  { since, until }: Pick<ExportRequest, 'since' | 'until'>,
): Promise<readonly Row[] | ExportFailure> {
  if (!ranBetween(experiment, since, until)) return [];
  const variables = { id: experiment.id, from: since, to: until };
  const { data, errors } = await client.read(ExportedTimeseriesDocument, variables);
  if (errors.length > 0) return failureOf(experiment.posthogId, errors);
  return (data.experiment?.metrics ?? []).flatMap((metric) => {
    const { asOf, points } = metric?.timeseries ?? {};
    if (!metric || asOf === undefined) return [];
    return (points ?? [])
      .filter(({ baseline, variants, error }) => baseline ?? variants?.[0] ?? error)
      .flatMap(({ date, error, ...point }) =>
        armsOf(experiment, metric, point, error).map((arm) =>
          rowOf(timeseriesColumns, { ...arm, date, asOf }),
        ),
      );
  });
}

/** A day of margin on either side: days of the series are those of the project's time zone. */
const DAY_MS = 86_400_000;

function ranBetween(
  { startDate, endDate }: ExportedExperimentFragment,
  since: string | undefined,
  until: string | undefined,
): boolean {
  if (startDate === null) return false;
  if (until !== undefined && Date.parse(startDate) > Date.parse(until) + 2 * DAY_MS) return false;
  return !(since !== undefined && endDate && Date.parse(endDate) < Date.parse(since) - DAY_MS);
}
