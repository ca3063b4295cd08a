import { graphql } from '../../graph-client/generated/gql.ts';

/** The state of an experiment as it is now: never an answer from before. 1 upstream call. */
export const STATE = graphql(`
  query GuardedState($id: ID!, $projectId: ID!) @fresh(maxAge: 0, staleOk: false) {
    experiment(id: $id, projectId: $projectId) {
      id
      name
      status
      startDate
      endDate
      version
      conclusion
      conclusionComment
      variants {
        key
        rolloutPercentage
      }
      featureFlag {
        version
      }
    }
  }
`);

/**
 * What guards are judged by. The detail may be the one that has just been read; the newest results cost 1 upstream
 * call and 1 for each metric that the newest recalculation lacks or is outdated for, and findings and the decision what they say.
 */
export const EVIDENCE = graphql(`
  query GuardEvidence(
    $id: ID!
    $projectId: ID!
    $withResults: Boolean!
    $withFindings: Boolean!
    $withDecision: Boolean!
    $codes: [FindingCode!]
  ) @fresh(maxAge: 30, staleOk: false) {
    experiment(id: $id, projectId: $projectId) {
      sampleRatioMismatch @include(if: $withResults) {
        suspicious
        pValue
        asOf
      }
      sampleRatioUntested @include(if: $withResults)
      latestRecalculation @include(if: $withResults) {
        activeRunStatus
      }
      metrics @include(if: $withResults) {
        uuid
        name
        goal
        resultError
        latestResult {
          asOf
          baseline {
            ...GuardedArm
          }
          variants {
            ...GuardedVariant
          }
        }
      }
      findings(code: $codes) @include(if: $withFindings) {
        code
        severity
        message
        unchecked
      }
      decision @include(if: $withDecision) {
        recommendation
        variant
        because
        asOf
      }
    }
  }

  fragment GuardedArm on ArmResult {
    key
    samples
    mean
  }

  fragment GuardedVariant on VariantResult {
    key
    samples
    estimatedChange
    interval {
      lower
      upper
      level
    }
    sequentialInterval {
      lower
      upper
      level
    }
  }
`);
