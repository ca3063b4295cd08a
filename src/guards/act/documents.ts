import { graphql } from '../../graph-client/generated/gql.ts';

/** Turns the flag off. */
export const PAUSE = graphql(`
  mutation PauseByGuard($input: PauseExperimentInput!) {
    outcome: pauseExperiment(input: $input) {
      __typename
      ... on MutationProblem {
        message
      }
    }
  }
`);

/** Ends the experiment. */
export const END = graphql(`
  mutation EndByGuard($input: EndExperimentInput!) {
    outcome: endExperiment(input: $input) {
      __typename
      ... on MutationProblem {
        message
      }
    }
  }
`);

/** Ships a variant, which ends the experiment. */
export const SHIP = graphql(`
  mutation ShipAtScheduledEnd($input: ShipVariantInput!) {
    outcome: shipVariant(input: $input) {
      __typename
      ... on MutationProblem {
        message
      }
    }
  }
`);

/** Writes the comment of a pause, which has none of its own. */
export const COMMENT = graphql(`
  mutation CommentByGuard($input: UpdateExperimentInput!) {
    outcome: updateExperiment(input: $input) {
      __typename
      ... on MutationProblem {
        message
      }
    }
  }
`);
