import { graphql } from '../generated/gql.ts';

/** Records what was concluded, unless somebody else changed the conclusion meanwhile. */
export const ConcludeDocument = graphql(`
  mutation Conclude($input: UpdateExperimentInput!) {
    outcome: updateExperiment(input: $input) {
      __typename
      ... on UpdateExperimentPayload {
        experiment {
          ...ExperimentHead
        }
      }
      ... on MutationProblem {
        code
        message
      }
    }
  }
`);
