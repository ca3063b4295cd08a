import { graphql } from './generated/gql.ts';

/**
 * Its metrics at once, and what they found as it comes. The newest results take a call for all metrics, and the days of
 * the primary metrics a call each; those of the others are read when somebody asks for them.
 */
export const ResultsDocument = graphql(`
  query Results($id: ID!) {
    experiment(id: $id) {
      id
      metrics {
        ...MetricHead
        ...MetricDefinition
        ...MetricFigures @defer
      }
      primary: metrics(role: PRIMARY) {
        id
        ...MetricDays @defer
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
    __typename
    id
    uuid
    name
    role
    goal
    isShared
  }

  fragment MetricFigures on Metric {
    isGuardrail
    verdict {
      state
      variant
      because
    }
    resultError
    latestResult {
      asOf
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

  fragment VariantRow on VariantResult {
    key
    samples
    mean
    delta: estimatedChange
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

  fragment MetricDays on Metric {
    timeseries {
      status
      asOf
      staleReason
      points {
        date
        baseline {
          key
          samples
        }
        variants {
          key
          samples
          delta: estimatedChange
          interval {
            lower
            upper
          }
        }
      }
    }
  }
`);

/** The days of one metric: 1 upstream call. */
export const MetricDaysDocument = graphql(`
  query MetricDays($id: ID!) {
    node(id: $id) {
      id
      ... on Metric {
        ...MetricDays
      }
    }
  }
`);

/** How a metric is measured. Free: PostHog gives it with the experiment. */
graphql(`
  fragment MetricDefinition on Metric {
    __typename
    conversionWindow
    conversionWindowUnit
    conversionWindowUnitText
    ... on FunnelMetric {
      funnelOrderType
      series {
        ...Source
      }
    }
    ... on MeanMetric {
      source {
        ...Source
      }
      threshold
      lowerBoundPercentile
      upperBoundPercentile
      ignoreZeros
    }
    ... on RatioMetric {
      numerator {
        ...Source
      }
      denominator {
        ...Source
      }
      numeratorOutlierHandling {
        ...Outliers
      }
      denominatorOutlierHandling {
        ...Outliers
      }
    }
    ... on RetentionMetric {
      startEvent {
        ...Source
      }
      completionEvent {
        ...Source
      }
      startHandling
      retentionWindowStart
      retentionWindowEnd
      retentionWindowUnit
    }
    ... on LegacyMetric {
      kind
    }
    ... on UnknownMetric {
      typeText
    }
  }

  fragment Source on MetricSource {
    __typename
    name
    customName
    math
    mathText
    mathProperty
    mathHogql
    properties
    ... on EventSource {
      event
    }
    ... on ActionSource {
      actionId
    }
    ... on WarehouseSource {
      tableName
    }
    ... on LegacyWarehouseSource {
      tableName
    }
  }

  fragment Outliers on OutlierHandling {
    lowerBoundPercentile
    upperBoundPercentile
    ignoreZeros
  }
`);
