import type { GraphClient } from '../../graph-client/graph-client.ts';
import { GraphFailure, type GraphError } from '../../graph-client/graph-failure.ts';
import type { ReportQuery } from '../../graph-client/generated/graphql.ts';
import { ReportDocument } from './document.ts';

/** An experiment with everything that a report says of it. */
export type ReportedExperiment = NonNullable<ReportQuery['experiment']>;
export type ReportedMetric = NonNullable<NonNullable<ReportedExperiment['metrics']>[number]>;

/** What a report is made of. */
export interface ReportSource {
  readonly experiment: ReportedExperiment;
  /** Parts that could not be read; they are null in `experiment`. */
  readonly errors: readonly GraphError[];
  /** Calls to PostHog that it took. */
  readonly calls: number;
}

/**
 * Reads an experiment for a report.
 * @param id its `id`, or PostHog's number
 * @returns undefined when there is no such experiment
 * @throws GraphFailure when it cannot be read
 */
export async function readReport(
  client: GraphClient,
  id: string,
  projectId?: string,
): Promise<ReportSource | undefined> {
  const { data, errors, calls } = await client.read(ReportDocument, { id, projectId });
  if (data.experiment) return { experiment: data.experiment, errors, calls };
  if (errors.length > 0) throw new GraphFailure(errors);
  return undefined;
}
