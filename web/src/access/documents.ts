import { graphql } from '../generated/gql.ts';

/** Whether this caller is let in, and to which project. 1 upstream call. */
export const ProjectDocument = graphql(`
  query Project {
    project {
      id
      name
    }
  }
`);

/** Whose key this is, and what it may do: asked for when somebody wants to know, as scopes take several calls. */
export const AccountDocument = graphql(`
  query Account {
    viewer {
      id
      firstName
      email
      scopes
    }
  }
`);
