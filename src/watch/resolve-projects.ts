import type { GraphClient } from '../graph-client/graph-client.ts';
import { graphql } from '../graph-client/generated/gql.ts';
import { GraphFailure } from '../graph-client/graph-failure.ts';

const WatchedProject = graphql(`
  query WatchedProject($id: ID!) {
    project(id: $id) {
      posthogId
    }
  }
`);

const CURRENT = '@current';

/**
 * The numbers of projects, of which one may be `@current`: the project that the owner of the key has open now. What is
 * stored of a project is stored under its number.
 * @throws GraphFailure when the number cannot be read
 */
export async function resolveProjects(
  client: GraphClient,
  projects: readonly string[],
): Promise<string[]> {
  const numbers: string[] = [];
  for (const project of projects) {
    if (project !== CURRENT) {
      numbers.push(String(Number(project)));
      continue;
    }
    // oxlint-disable-next-line no-await-in-loop
    const { data, errors } = await client.read(WatchedProject, { id: CURRENT });
    if (!data.project) throw new GraphFailure(errors);
    numbers.push(String(data.project.posthogId));
  }
  return [...new Set(numbers)];
}
