import { graphql } from '../../graph-client/generated/gql.ts';

/** A page of experiments, the oldest first. Only fields that a row of PostHog's list has: 1 call. */
export const ExportedExperimentsDocument = graphql(`
  query ExportedExperiments($projectId: ID, $filter: ExperimentFilter, $after: String)
  @fresh(maxAge: 0) {
    experiments(
      projectId: $projectId
      first: 100
      after: $after
      filter: $filter
      orderBy: { field: CREATED_AT, direction: ASC }
    ) {
      totalCount
      pageInfo {
        hasNextPage
      }
      edges {
        cursor
        node {
          ...ExportedExperiment
        }
      }
    }
  }

  fragment ExportedExperiment on Experiment {
    id
    posthogId
    projectId
    name
    description
    status
    statusText
    archived
    kindText
    featureFlagKey
    createdAt
    updatedAt
    startDate
    endDate
    durationDays
    conclusionText
    conclusionComment
    tags
    createdBy {
      posthogId
      firstName
      lastName
      email
    }
    holdout {
      posthogId
      name
    }
    variants {
      key
      rolloutPercentage
      isExcluded
    }
    asOf
  }
`);

/** One experiment as a row of the list has it: where it stands in the order, and to try it again. 1 call. */
export const ExportedExperimentDocument = graphql(`
  query OneExportedExperiment($id: ID!, $projectId: ID) {
    experiment(id: $id, projectId: $projectId) {
      ...ExportedExperiment
    }
  }
`);

/** The newest result of each metric. 2 calls, and 1 for each metric that the newest recalculation lacks or is outdated for. */
export const ExportedResultsDocument = graphql(`
  query ExportedResults($id: ID!) {
    experiment(id: $id) {
      id
      metrics {
        ...ExportedMetric
        resultError
        latestResult {
          asOf
          date
          source
          baseline {
            ...ExportedArm
          }
          variants {
            ...ExportedVariant
          }
          holdout {
            ...ExportedVariant
          }
        }
      }
    }
  }

  fragment ExportedMetric on Metric {
    __typename
    uuid
    name
    role
    goal
    goalText
    isShared
  }

  fragment ExportedArm on ArmResult {
    key
    samples
    sum
    denominatorSum
    mean
    failuresText
  }

  fragment ExportedVariant on VariantResult {
    key
    samples
    sum
    denominatorSum
    mean
    delta
    estimatedChange
    direction
    methodText
    pValue
    chanceToWin
    chanceToImprove
    significant
    failuresText
    interval {
      lower
      upper
      level
    }
    sequentialInterval {
      lower
      upper
    }
  }
`);

/** Each day of each metric. 1 call, and 1 for each metric. */
export const ExportedTimeseriesDocument = graphql(`
  query ExportedTimeseries($id: ID!, $from: Date, $to: Date) {
    experiment(id: $id) {
      id
      metrics {
        ...ExportedMetric
        timeseries(from: $from, to: $to) {
          asOf
          points {
            date
            error
            baseline {
              ...ExportedArm
            }
            variants {
              ...ExportedVariant
            }
            holdout {
              ...ExportedVariant
            }
          }
        }
      }
    }
  }
`);
