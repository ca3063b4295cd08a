import { graphql } from '../generated/gql.ts';

/** What to do with an experiment, and what somebody should look at. Computed by the API; docs/deciding.md has the rules. */
export const DecidingDocument = graphql(`
  query Deciding($id: ID!) {
    experiment(id: $id) {
      id
      decision {
        recommendation
        variant
        because
        asOf
        wouldChangeWith
        criteria {
          name
          met
          detail
        }
      }
      findings {
        ...FindingItem
      }
    }
  }

  fragment FindingItem on Finding {
    code
    severity
    message
    remedy
    action
  }
`);

/** Experiments that have not been concluded: 1 upstream call a page. */
export const OpenExperimentsDocument = graphql(`
  query OpenExperiments($after: String) {
    experiments(
      first: 100
      after: $after
      orderBy: { field: START_DATE, direction: DESC }
      filter: { archived: false }
    ) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        name
        status
        conclusion
        featureFlagKey
      }
    }
  }
`);

/** What to do with some experiments, and what is seriously wrong with them. */
export const InboxDocument = graphql(`
  query Inbox($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Experiment {
        id
        name
        status
        featureFlagKey
        decision {
          recommendation
          variant
          because
        }
        findings(severity: [CRITICAL]) {
          ...FindingItem
        }
      }
    }
  }
`);
