import { graphql } from './generated/gql.ts';

/** Which experiments of the project have changed: 1 upstream call a check, for all of them. */
export const ExperimentsChangedDocument = graphql(`
  subscription ExperimentsChanged {
    experimentsChanged {
      isFirst
      changedIds
      removedIds
      totalCount
      nextCheckAt
      pace
    }
  }
`);
