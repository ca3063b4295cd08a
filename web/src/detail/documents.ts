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
    conclusionComment
    featureFlagKey
    createdBy {
      id
      firstName
      email
    }
    featureFlag {
      id
      active
    }
    holdout {
      id
      name
    }
    statsConfig {
      method
      confidenceLevel
    }
    variants {
      key
      name
      rolloutPercentage
      isExcluded
    }
    lifecycle {
      action
      allowed
      destructive
      message
    }
  }
`);

/** Its metrics at once, and what they found as it comes: a call a metric. */
export const ResultsDocument = graphql(`
  query Results($id: ID!) {
    experiment(id: $id) {
      id
      metrics {
        ...MetricHead
        ...MetricResults @defer
      }
      ...Exposures @defer
    }
  }

  fragment Exposures on Experiment {
    sampleRatioUntested
    sampleRatioMismatch {
      suspicious
      pValue
      arms {
        key
        observed
        expected
      }
    }
  }

  fragment MetricHead on Metric {
    id
    name
    role
    goal
  }

  fragment MetricResults on Metric {
    verdict {
      state
      variant
      because
    }
    timeseries {
      status
      computedAt
      staleReason
      points {
        date
        variants {
          key
          delta
          interval {
            lower
            upper
          }
        }
      }
      latest {
        date
        baseline {
          key
          samples
          mean
        }
        variants {
          ...VariantRow
        }
      }
    }
  }

  fragment VariantRow on VariantResult {
    key
    samples
    mean
    delta
    direction
    significant
    method
    chanceToImprove
    pValue
    interval {
      lower
      upper
      level
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
