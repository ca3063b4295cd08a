import type { GraphClient } from '../../graph-client/graph-client.ts';
import type { ExportedExperimentFragment } from '../../graph-client/generated/graphql.ts';
import type { ArmSource, ExportedMetric } from '../columns/arm.ts';
import { rowOf, type Row } from '../columns/column.ts';
import { resultColumns } from '../columns/result.ts';
import { failureOf, type ExportFailure } from '../failure.ts';
import { ExportedResultsDocument } from './documents.ts';

/** What a result and a day of a series have. */
interface Compared {
  readonly baseline: ArmSource['arm'] | null;
  readonly variants: readonly NonNullable<ArmSource['arm']>[] | null;
  readonly holdout: ArmSource['arm'] | null;
}

/** The arms of a result, the baseline first and a holdout last; one without an arm where nothing was computed. */
export function armsOf(
  experiment: ExportedExperimentFragment,
  metric: ExportedMetric,
  { baseline, variants, holdout }: Compared,
  error: string | null,
): readonly ArmSource[] {
  const subject = { experiment, metric, error };
  const arms = [
    ...(baseline ? [{ ...subject, arm: baseline, isBaseline: true }] : []),
    ...[...(variants ?? []), ...(holdout ? [holdout] : [])].map((arm) => ({
      ...subject,
      arm,
      isBaseline: false,
    })),
  ];
  return arms.length > 0 ? arms : [{ ...subject, arm: undefined, isBaseline: false }];
}

const NOTHING: Compared = { baseline: null, variants: null, holdout: null };

/**
 * The rows of an experiment in an export of results; none for a draft, without a call. All of them, or a failure if any
 * part could not be read.
 * @throws GraphFailure when nothing could be read
 */
export async function readResults(
  client: GraphClient,
  experiment: ExportedExperimentFragment,
): Promise<readonly Row[] | ExportFailure> {
  if (experiment.startDate === null) return [];
  const { data, errors } = await client.read(ExportedResultsDocument, { id: experiment.id });
  if (errors.length > 0) return failureOf(experiment.posthogId, errors);
  return (data.experiment?.metrics ?? []).flatMap((metric) => {
    if (!metric) return [];
    const { latestResult, resultError: error } = metric;
    const { asOf = null, source = null } = latestResult ?? {};
    return armsOf(experiment, metric, latestResult ?? NOTHING, error).map((arm) =>
      rowOf(resultColumns, { ...arm, asOf, source }),
    );
  });
}
