import { graphql } from '../generated/gql.ts';

/** What to look at before a launch. 1 upstream call besides the detail, for the other experiments of the flag. */
export const ChecklistDocument = graphql(`
  query Checklist($id: ID!) {
    experiment(id: $id) {
      id
      launchChecklist {
        code
        passed
        required
        message
      }
    }
  }
`);
