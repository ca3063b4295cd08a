import { graphql } from '../writing/generated/gql.ts';

/** The projects of the key. 1 upstream call for each hundred. */
export const ProjectsDocument = graphql(`
  query Projects {
    projects {
      id
      posthogId
      name
    }
  }
`);
