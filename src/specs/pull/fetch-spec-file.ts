import { graphql } from '../../graph-client/generated/gql.ts';
import type { GraphClient } from '../../graph-client/graph-client.ts';
import { GraphFailure } from '../../graph-client/graph-failure.ts';
import { desiredStatuses } from '../files/file-shape.ts';

const SPEC = graphql(`
  query SpecFileOf($id: ID!) {
    experiment(id: $id) {
      id
      spec
      statusText
      conclusion
      conclusionComment
    }
  }
`);

/** The properties of a spec file, in the order in which they are written. */
export type FileContent = Readonly<Record<string, unknown>>;

export interface Fetched {
  /** The experiment's `id`. */
  readonly id: string;
  readonly content: FileContent;
}

/**
 * An experiment as a spec file has it: its spec, its status, and the conclusion where it has ended.
 * @param id the experiment's `id`, or PostHog's number for it
 * @returns null when there is no such experiment
 * @throws GraphFailure
 */
export async function fetchSpecFile(client: GraphClient, id: string): Promise<Fetched | null> {
  const { data, errors } = await client.read(SPEC, { id });
  // A part that could not be read must not look like one that is empty.
  if (errors.length > 0) throw new GraphFailure(errors);
  const { experiment } = data;
  if (!experiment?.spec) return null;
  const { name, featureFlagKey, ...spec } = experiment.spec as FileContent;
  const status = desiredStatuses.find((one) => one === experiment.statusText);
  const content = {
    name,
    featureFlagKey,
    ...(status && { status }),
    ...(status === 'stopped' && {
      conclusion: experiment.conclusion?.toLowerCase() ?? null,
      conclusionComment: experiment.conclusionComment ?? null,
    }),
    ...spec,
  };
  return { id: experiment.id, content };
}
