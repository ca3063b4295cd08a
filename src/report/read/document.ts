import { graphql } from '../../graph-client/generated/gql.ts';

/**
 * Everything a report says of an experiment. 1 call for the detail, 1 or 2 more by the key of a flag, 1 for the newest recalculation, 1 for each metric's
 * series, up to 2 for activity logs, and those of the findings and of tags of shared metrics.
 */
export const ReportDocument = graphql(`
  query Report($id: ID, $featureFlagKey: String, $projectId: ID) {
    experiment(id: $id, featureFlagKey: $featureFlagKey, projectId: $projectId) {
      posthogId
      projectId
      name
      description
      status
      statusText
      archived
      featureFlagKey
      createdAt
      startDate
      endDate
      durationDays
      conclusion
      conclusionText
      conclusionComment
      tags
      asOf
      staleReason
      createdBy {
        firstName
        lastName
        email
      }
      holdout {
        name
      }
      statsConfig {
        methodText
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
      decision {
        recommendation
        variant
        because
        wouldChangeWith
        asOf
        criteria {
          name
          met
          detail
        }
      }
      findings {
        code
        severity
        message
        remedy
      }
      sampleRatioUntested
      sampleRatioMismatch {
        pValue
        suspicious
        asOf
        arms {
          key
          observed
          expected
        }
      }
      metrics {
        ...ReportMetric
      }
      activity(first: 50) {
        totalCount
        nodes {
          createdAt
          activity
          scope
          isSystem
          user {
            firstName
            lastName
            email
          }
          detail {
            changes {
              field
              before
              after
            }
          }
        }
      }
    }
  }

  fragment ReportMetric on Metric {
    __typename
    name
    role
    goal
    isShared
    isGuardrail
    verdict {
      state
      because
    }
    latestResult {
      asOf
      error
      baseline {
        key
        samples
        mean
      }
      variants {
        key
        samples
        mean
        estimatedChange
        significant
        pValue
        chanceToImprove
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
      holdout {
        samples
        mean
        estimatedChange
      }
    }
    timeseries {
      points {
        date
        error
        baseline {
          samples
        }
        variants {
          key
          samples
          estimatedChange
          interval {
            lower
            upper
          }
        }
      }
    }
  }
`);
