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
        code
        severity
        message
        remedy
        action
      }
    }
  }
`);
