import type { GraphClient } from '../graph-client/graph-client.ts';
import { graphql } from '../graph-client/generated/gql.ts';

const SPEC = graphql(`
  query SpecOfExperiment($id: ID!) {
    experiment(id: $id) {
      spec
      status
    }
  }
`);

/**
 * The spec of an experiment, and its status.
 * @param id the experiment's `id`, or PostHog's number for it
 * @returns null when there is no such experiment
 * @throws GraphFailure
 */
export async function fetchSpec(client: GraphClient, id: string) {
  const { data } = await client.read(SPEC, { id });
  return data.experiment;
}
