import { graphql } from '../../graph-client/generated/gql.ts';

/** What every write answers. */
graphql(`
  fragment Written on ExperimentPayload {
    reconciled
    notStored
    experiment {
      id
      version
      name
    }
  }
`);

export const APPLY = graphql(`
  mutation ApplySpec($input: ApplyExperimentInput!) {
    result: applyExperiment(input: $input) {
      __typename
      ... on MutationProblem {
        code
        message
      }
      ... on ExperimentPayload {
        ...Written
      }
      ... on ApplyExperimentPayload {
        experiment {
          posthogId
        }
        duplicateOf {
          posthogId
        }
      }
    }
  }
`);

export const LAUNCH = graphql(`
  mutation LaunchFromFile($input: LaunchExperimentInput!) {
    result: launchExperiment(input: $input) {
      __typename
      ... on MutationProblem {
        code
        message
      }
      ... on ExperimentPayload {
        ...Written
      }
    }
  }
`);

export const PAUSE = graphql(`
  mutation PauseFromFile($input: PauseExperimentInput!) {
    result: pauseExperiment(input: $input) {
      __typename
      ... on MutationProblem {
        code
        message
      }
      ... on ExperimentPayload {
        ...Written
      }
    }
  }
`);

export const RESUME = graphql(`
  mutation ResumeFromFile($input: ResumeExperimentInput!) {
    result: resumeExperiment(input: $input) {
      __typename
      ... on MutationProblem {
        code
        message
      }
      ... on ExperimentPayload {
        ...Written
      }
    }
  }
`);

export const FREEZE = graphql(`
  mutation FreezeFromFile($input: FreezeExposureInput!) {
    result: freezeExposure(input: $input) {
      __typename
      ... on MutationProblem {
        code
        message
      }
      ... on ExperimentPayload {
        ...Written
      }
    }
  }
`);

export const UNFREEZE = graphql(`
  mutation UnfreezeFromFile($input: UnfreezeExposureInput!) {
    result: unfreezeExposure(input: $input) {
      __typename
      ... on MutationProblem {
        code
        message
      }
      ... on ExperimentPayload {
        ...Written
      }
    }
  }
`);

export const END = graphql(`
  mutation EndFromFile($input: EndExperimentInput!) {
    result: endExperiment(input: $input) {
      __typename
      ... on MutationProblem {
        code
        message
      }
      ... on ExperimentPayload {
        ...Written
      }
    }
  }
`);

export const CONCLUDE = graphql(`
  mutation ConcludeFromFile($input: UpdateExperimentInput!) {
    result: updateExperiment(input: $input) {
      __typename
      ... on MutationProblem {
        code
        message
      }
      ... on ExperimentPayload {
        ...Written
      }
    }
  }
`);
