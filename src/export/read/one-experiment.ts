import type { GraphClient } from '../../graph-client/graph-client.ts';
import { GraphFailure } from '../../graph-client/graph-failure.ts';
import type { ExportedExperimentFragment } from '../../graph-client/generated/graphql.ts';
import { ExportRefused } from '../failure.ts';
import { exportStatuses, type ExportRequest } from '../request.ts';
import { ExportedExperimentDocument } from './documents.ts';
import type { Had } from './list-experiments.ts';
import { isBehind, positionOf } from './position.ts';

/** One experiment, or null when the project has none with this number. 1 call. @throws GraphFailure */
export async function readExperiment(
  client: GraphClient,
  id: number,
  projectId: string | undefined,
): Promise<ExportedExperimentFragment | null> {
  const { data, errors } = await client.read(ExportedExperimentDocument, {
    id: String(id),
    projectId,
  });
  if (errors.length > 0) throw new GraphFailure(errors);
  return data.experiment;
}

/**
 * The only experiment of a request, unless its other filters leave it out.
 * @param had left out where the export has it already
 * @throws ExportRefused when the project has no such experiment, GraphFailure when it cannot be read
 */
export async function* listedOne(
  client: GraphClient,
  { experiment: id, projectId, status, archived }: ExportRequest & { readonly experiment: number },
  { after, written }: Had,
): AsyncGenerator<ExportedExperimentFragment> {
  const experiment = await readExperiment(client, id, projectId);
  if (!experiment) throw new ExportRefused('experiment', `There is no experiment ${id}.`);
  const isChosen =
    (status === undefined || experiment.status === exportStatuses[status]) &&
    (archived === 'include' || (archived === 'only') === (experiment.archived ?? false));
  const isNew =
    !written?.has(id) && (after === undefined || isBehind(positionOf(experiment), after));
  if (isChosen && isNew) yield experiment;
}
