import { graphql } from './generated/gql.ts';

// All answer as `outcome`, so that one reader of refusals serves them all.

graphql(`
  fragment Refused on MutationProblem {
    __typename
    code
    message
    ... on ValidationProblem {
      path
      faults {
        path
        message
      }
    }
    ... on VersionConflict {
      fields
    }
    ... on PermissionDenied {
      missingScopes
    }
  }
`);

/** 1 upstream call. */
export const CreateDocument = graphql(`
  mutation Create($input: CreateExperimentInput!) {
    outcome: createExperiment(input: $input) {
      ... on CreateExperimentPayload {
        notStored
        experiment {
          id
        }
      }
      ...Refused
    }
  }
`);

/** 1 upstream call. */
export const UpdateDocument = graphql(`
  mutation Update($input: UpdateExperimentInput!) {
    outcome: updateExperiment(input: $input) {
      __typename
      ... on UpdateExperimentPayload {
        notStored
        experiment {
          ...Edited
        }
      }
      ...Refused
    }
  }
`);

/** 1 upstream call. */
export const DuplicateDocument = graphql(`
  mutation Duplicate($input: DuplicateExperimentInput!) {
    outcome: duplicateExperiment(input: $input) {
      ... on DuplicateExperimentPayload {
        experiment {
          id
        }
      }
      ...Refused
    }
  }
`);
