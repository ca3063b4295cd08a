import type { GraphClient } from '../../graph-client/graph-client.ts';
import { GraphFailure, type GraphError } from '../../graph-client/graph-failure.ts';
import type { ReportQuery } from '../../graph-client/generated/graphql.ts';
import { isKey } from '../../mcp/arguments/id-or-key.ts';
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

/** An experiment, by one of the two. */
export interface Named {
  /** Its `id`, or PostHog's number. */
  readonly id?: string;
  /** The key of its flag. */
  readonly featureFlagKey?: string;
}

/** The experiment that one text names, whichever of the three it is. */
export const namedBy = (text: string): Named =>
  isKey(text) ? { featureFlagKey: text } : { id: text };

/**
 * Reads an experiment for a report.
 * @returns undefined when there is no such experiment
 * @throws GraphFailure when it cannot be read
 */
export async function readReport(
  client: GraphClient,
  named: Named,
  projectId?: string,
): Promise<ReportSource | undefined> {
  const { data, errors, calls } = await client.read(ReportDocument, { ...named, projectId });
  if (data.experiment) return { experiment: data.experiment, errors, calls };
  if (errors.length > 0) throw new GraphFailure(errors);
  return undefined;
}
