import { graphql } from '../generated/gql.ts';

/** A page of what was changed and by whom: 1 upstream call. */
export const HistoryDocument = graphql(`
  query History($id: ID!, $after: String) {
    experiment(id: $id) {
      id
      activity(first: 20, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          ...HistoryEntry
        }
      }
    }
  }

  fragment HistoryEntry on ActivityEntry {
    id
    createdAt
    activity
    scope
    client
    isSystem
    wasImpersonated
    user {
      firstName
      lastName
      email
    }
    detail {
      name
      changes {
        field
        before
        after
      }
    }
  }
`);
