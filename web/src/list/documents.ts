import { graphql } from '../generated/gql.ts';

/** A page of the list: 1 upstream call. */
export const ExperimentsDocument = graphql(`
  query Experiments(
    $first: Int!
    $after: String
    $filter: ExperimentFilter
    $orderBy: ExperimentOrder
  ) {
    experiments(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      totalCount
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
    createdBy {
      id
      firstName
      email
    }
    variants {
      key
      rolloutPercentage
    }
  }
`);

/** What rows have found out so far. Asked for once they are drawn: a call each, and one a metric. */
export const FindingsDocument = graphql(`
  query Findings($ids: [ID!]!) {
    nodes(ids: $ids) {
      ...Findings
    }
  }

  fragment Findings on Experiment {
    id
    decision {
      recommendation
      variant
      because
    }
    sampleRatioMismatch {
      suspicious
    }
    metrics(role: PRIMARY) {
      id
      name
      latestResult {
        variants {
          key
          delta
          direction
          significant
          interval {
            lower
            upper
          }
        }
      }
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
