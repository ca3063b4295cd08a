import { graphql } from '../generated/gql.ts';

/** A page of the list: 1 upstream call, and up to 3 in descending order of a start or a duration. */
export const ExperimentsDocument = graphql(`
  query Experiments(
    $first: Int!
    $after: String
    $filter: ExperimentFilter
    $orderBy: ExperimentOrder
  ) {
    experiments(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      totalCount
      pageCursors
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        ...ExperimentRow
      }
    }
  }

  fragment ExperimentRow on Experiment {
    id
    name
    status
    archived
    startDate
    endDate
    durationDays
    createdAt
    conclusion
    featureFlagKey
    tags
    asOf
    isStale
    staleReason
    createdBy {
      id
      posthogId
      firstName
      email
    }
    variants {
      key
      rolloutPercentage
    }
  }
`);

export const StatsDocument = graphql(`
  query Stats {
    experimentStats {
      activeExperiments
      launchedLast30Days
      completedLast30Days
    }
  }
`);
