import { graphql } from '../generated/gql.ts';

// One mutation an action. All answer as `outcome`, so that one dialog serves them all.

graphql(`
  fragment ActionDone on ExperimentPayload {
    experiment {
      ...ExperimentHead
    }
    dryRun {
      wouldSucceed
      statusBefore
      statusAfter
      preconditions {
        holds
        message
      }
      warnings {
        code
        severity
        message
        variantKey
        metricUuid
      }
      request {
        method
        path
      }
      flagBefore {
        ...FlagFacts
      }
      flagAfter {
        ...FlagFacts
      }
    }
  }

  fragment FlagFacts on FlagState {
    key
    active
    variants {
      key
      rolloutPercentage
    }
    releaseConditions {
      rolloutPercentage
      properties
      variant
      exposureFrozen
    }
  }

  fragment ActionRefused on MutationProblem {
    code
    message
  }
`);

export const LaunchDocument = graphql(`
  mutation Launch($input: LaunchExperimentInput!) {
    outcome: launchExperiment(input: $input) {
      __typename
      ...ActionDone
      ...ActionRefused
    }
  }
`);

export const PauseDocument = graphql(`
  mutation Pause($input: PauseExperimentInput!) {
    outcome: pauseExperiment(input: $input) {
      __typename
      ...ActionDone
      ...ActionRefused
    }
  }
`);

export const ResumeDocument = graphql(`
  mutation Resume($input: ResumeExperimentInput!) {
    outcome: resumeExperiment(input: $input) {
      __typename
      ...ActionDone
      ...ActionRefused
    }
  }
`);

export const FreezeExposureDocument = graphql(`
  mutation FreezeExposure($input: FreezeExposureInput!) {
    outcome: freezeExposure(input: $input) {
      __typename
      ...ActionDone
      ...ActionRefused
    }
  }
`);

export const UnfreezeExposureDocument = graphql(`
  mutation UnfreezeExposure($input: UnfreezeExposureInput!) {
    outcome: unfreezeExposure(input: $input) {
      __typename
      ...ActionDone
      ...ActionRefused
    }
  }
`);

export const EndDocument = graphql(`
  mutation End($input: EndExperimentInput!) {
    outcome: endExperiment(input: $input) {
      __typename
      ...ActionDone
      ...ActionRefused
    }
  }
`);

export const ShipVariantDocument = graphql(`
  mutation ShipVariant($input: ShipVariantInput!) {
    outcome: shipVariant(input: $input) {
      __typename
      ...ActionDone
      ...ActionRefused
    }
  }
`);

export const ResetDocument = graphql(`
  mutation Reset($input: ResetExperimentInput!) {
    outcome: resetExperiment(input: $input) {
      __typename
      ...ActionDone
      ...ActionRefused
    }
  }
`);

export const ArchiveDocument = graphql(`
  mutation Archive($input: ArchiveExperimentInput!) {
    outcome: archiveExperiment(input: $input) {
      __typename
      ...ActionDone
      ...ActionRefused
    }
  }
`);

export const UnarchiveDocument = graphql(`
  mutation Unarchive($input: UnarchiveExperimentInput!) {
    outcome: unarchiveExperiment(input: $input) {
      __typename
      ...ActionDone
      ...ActionRefused
    }
  }
`);
