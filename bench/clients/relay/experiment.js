import { graphql } from 'react-relay';

// Compiled by relay-compiler into relay/__generated__; the program runs what is compiled.
graphql`
  query experimentQuery {
    experiment(id: 15) {
      id
      name
    }
  }
`;
graphql`
  query experimentPageQuery($after: String) {
    experiments(first: 5, after: $after) {
      nodes {
        id
        name
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;
graphql`
  mutation experimentRenameMutation($name: String!) {
    updateExperiment(input: { id: "15", name: $name }) {
      __typename
      ... on UpdateExperimentPayload {
        experiment {
          id
          name
        }
      }
    }
  }
`;
graphql`
  subscription experimentChangedSubscription {
    experimentChanged(id: 15) {
      isFirst
      experiment {
        id
        name
      }
    }
  }
`;
