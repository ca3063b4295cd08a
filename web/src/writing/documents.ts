import { graphql } from './generated/gql.ts';

/**
 * What the form offers to choose from. 2 upstream calls. The cache keeps these shared metrics in the list that their own
 * page shows, so they have everything that it reads.
 */
export const ChoicesDocument = graphql(`
  query Choices {
    holdouts(first: 100) {
      nodes {
        id
        name
        exclusionPercentage
      }
    }
    savedMetrics(first: 50) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...SharedChoice
      }
    }
  }

  fragment SharedChoice on SavedMetric {
    ...SharedMetricRow
  }
`);

/** Shared metrics by a text, where the project has more than the form reads at once. 1 upstream call. */
export const SharedMetricSearchDocument = graphql(`
  query SharedMetricSearch($search: String!) {
    savedMetrics(first: 50, filter: { search: $search }) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...SharedChoice
      }
    }
  }
`);

/** Whether a flag has this key already. 1 upstream call. */
export const FlagOfKeyDocument = graphql(`
  query FlagOfKey($key: String!) {
    featureFlag(key: $key) {
      id
      key
      active
      archived
    }
  }
`);

/** Flags that an experiment can use and whose key or name contains a text. 1 upstream call, 2 on older servers. */
export const EligibleFlagsDocument = graphql(`
  query EligibleFlags($search: String!) {
    eligibleFeatureFlags(first: 100, filter: { search: $search }) {
      nodes {
        id
        key
        active
        variants {
          key
          name
          rolloutPercentage
        }
      }
    }
  }
`);

/** An experiment with everything that the form shows. 1 upstream call. */
export const EditedExperimentDocument = graphql(`
  query EditedExperiment($id: ID!) {
    experiment(id: $id) {
      ...Edited
    }
  }

  fragment Edited on Experiment {
    id
    name
    description
    status
    version
    isLegacy
    tags
    featureFlagKey
    featureFlag {
      id
      releaseConditions {
        rolloutPercentage
      }
    }
    variants {
      key
      name
      rolloutPercentage
    }
    holdout {
      id
      name
    }
    exposureCriteria {
      exposureEvent
      filterTestAccounts
      multipleVariantHandling
      raw
    }
    statsConfig {
      method
      confidenceLevel
      cupedEnabled
      raw
    }
    runningTime {
      minimumDetectableEffect
      recommendedSampleSize
      recommendedRunningTimeDays
      exposureEstimateConfig
    }
    savedMetrics {
      id
      name
      role
      savedMetricId
      metadata
    }
    metrics {
      __typename
      id
      name
      role
      isShared
      raw
    }
  }
`);

/** Who has changed an experiment lately. 1 upstream call; needs the scope `activity_log:read`. */
export const LastChangesDocument = graphql(`
  query LastChanges($id: ID!) {
    experiment(id: $id) {
      id
      activity(first: 5) {
        nodes {
          id
          createdAt
          user {
            firstName
            email
          }
        }
      }
    }
  }
`);
