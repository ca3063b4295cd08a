import { graphql } from './generated/gql.ts';

/** What is known of an experiment without its results. 1 upstream call. */
export const ExperimentDocument = graphql(`
  query Experiment($id: ID!) {
    experiment(id: $id) {
      ...ExperimentHead
    }
  }

  fragment ExperimentHead on Experiment {
    id
    posthogId
    projectId
    name
    description
    status
    archived
    version
    startDate
    endDate
    durationDays
    createdAt
    conclusion
    conclusionText
    conclusionComment
    featureFlagKey
    asOf
    staleReason
    posthogUrl
    createdBy {
      id
      firstName
      email
    }
    featureFlag {
      id
      active
      posthogUrl
      releaseConditions {
        rolloutPercentage
        properties
        variant
        exposureFrozen
      }
    }
    holdout {
      id
      name
    }
    baselineVariantKey
    statsConfig {
      method
      confidenceLevel
    }
    runningTime {
      recommendedRunningTimeDays
      recommendedSampleSize
      minimumDetectableEffect
    }
    variants {
      key
      name
      rolloutPercentage
      isExcluded
    }
    recordings {
      variantKey
      posthogUrl
    }
    lifecycle {
      action
      allowed
      destructive
      message
    }
  }
`);

/** Whatever changes on it, whoever changes it. */
export const ExperimentChangedDocument = graphql(`
  subscription ExperimentChanged($id: ID!) {
    experimentChanged(id: $id) {
      isFirst
      pace
      changes {
        field
        before
        after
      }
      experiment {
        ...ExperimentHead
      }
    }
  }
`);
