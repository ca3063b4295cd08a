import { graphql } from '../../graph-client/generated/gql.ts';

/** An experiment by its id or the key of its flag. 1 or 2 upstream calls. */
export const NAMED = graphql(`
  query GuardedByName($id: ID, $featureFlagKey: String, $projectId: ID) {
    experiment(id: $id, featureFlagKey: $featureFlagKey, projectId: $projectId) {
      ...GuardedNames
    }
  }

  fragment GuardedNames on Experiment {
    posthogId
    projectId
    name
    featureFlagKey
    isLegacy
    variants {
      key
    }
    metrics {
      uuid
      name
      goal
    }
  }
`);

/** Experiments whose names contain a text. 1 upstream call, and 1 for the detail of each that is asked for later. */
export const SEARCHED = graphql(`
  query GuardedSearch($search: String!, $projectId: ID) {
    experiments(filter: { search: $search }, first: 100, projectId: $projectId) {
      nodes {
        posthogId
        name
        featureFlagKey
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`);
