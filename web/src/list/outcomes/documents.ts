import { graphql } from './generated/gql.ts';

/**
 * What some experiments have found so far: for each that was launched 2 upstream calls, its detail and its newest
 * results, and 1 for each metric that those lack. `codes` are findings that need no further call.
 */
export const OutcomesDocument = graphql(`
  query Outcomes($ids: [ID!]!, $codes: [FindingCode!]!) {
    nodes(ids: $ids) {
      ... on Experiment {
        id
        decision {
          recommendation
          variant
          because
        }
        findings(code: $codes) {
          ...ListedFinding
        }
        metrics(role: PRIMARY) {
          id
          name
          latestResult {
            variants {
              key
              delta: estimatedChange
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
    }
  }

  fragment ListedFinding on Finding {
    code
    severity
    message
    remedy
  }
`);

/** The findings whose checks take calls of their own: the activity of the flag, a daily series, its other experiments. */
export const DeepFindingsDocument = graphql(`
  query DeepFindings($ids: [ID!]!, $codes: [FindingCode!]!) {
    nodes(ids: $ids) {
      ... on Experiment {
        id
        findings(code: $codes) {
          ...ListedFinding
        }
      }
    }
  }
`);

/** The findings that the rows of a list are enough for: 1 upstream call a page, and none right after the list itself. */
export const RowFindingsDocument = graphql(`
  query RowFindings($after: String, $filter: ExperimentFilter, $codes: [FindingCode!]!) {
    experiments(first: 100, after: $after, filter: $filter) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        findings(code: $codes) {
          ...ListedFinding
        }
      }
    }
  }
`);

/** What is left of the key's budget: no upstream call. */
export const BudgetLeftDocument = graphql(`
  query BudgetLeft {
    viewer {
      budget {
        minuteRemaining
        minuteLimit
        hourRemaining
        hourLimit
      }
    }
  }
`);
