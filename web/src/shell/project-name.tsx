import { useQuery } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';

const ProjectDocument = graphql(`
  query Project {
    project {
      id
      name
    }
  }
`);

/** Whose experiments these are. */
export function ProjectName() {
  const { data } = useQuery(ProjectDocument, { errorPolicy: 'all' });
  return data?.project?.name ?? 'PostHog';
}
