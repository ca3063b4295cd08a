import { z } from 'zod';
import { factsShape, type ExperimentFacts } from '../events/facts.ts';
import type { GraphClient } from '../graph-client/graph-client.ts';
import { graphql } from '../graph-client/generated/gql.ts';
import { GraphFailure } from '../graph-client/graph-failure.ts';

/** Experiments that are read with one operation: so many running ones fit the calls of a minute beside other work. */
const PAGE = 25;
/** Experiments of one project that are watched at most, the newest first. */
const MOST_WATCHED = 2_000;

const WatchProject = graphql(`
  query WatchProject($projectId: ID!, $first: Int!, $offset: Int!)
  @fresh(maxAge: 0, staleOk: false) {
    experimentFacts(projectId: $projectId, first: $first, offset: $offset) {
      facts
      total
      unreadable
    }
  }
`);

const WatchExperiments = graphql(`
  query WatchExperiments($projectId: ID!, $ids: [ID!]!) @fresh(maxAge: 0, staleOk: false) {
    experimentFacts(projectId: $projectId, ids: $ids) {
      facts
    }
  }
`);

const manyFacts = z.array(factsShape);

/** The experiments of a project at one moment. */
export interface ReadProject {
  readonly facts: readonly ExperimentFacts[];
  /** Experiments that could not be read, or are more than are watched. */
  readonly left: number;
  /** Calls to PostHog. */
  readonly calls: number;
}

/**
 * Reads the experiments of a project that are not archived.
 * @throws GraphFailure when a part could not be read: a part alone would make the rest look deleted
 */
export async function readExperiments(
  client: GraphClient,
  projectId: string,
): Promise<ReadProject> {
  const found = new Map<string, ExperimentFacts>();
  let [calls, unreadable, total] = [0, 0, 1];
  for (let offset = 0; offset < Math.min(total, MOST_WATCHED); offset += PAGE) {
    // One after the other, so that other work finds calls left.
    // oxlint-disable-next-line no-await-in-loop
    const answer = await client.read(WatchProject, { projectId, first: PAGE, offset });
    const page = answer.data.experimentFacts;
    if (!page) throw new GraphFailure(answer.errors);
    calls += answer.calls;
    unreadable += page.unreadable;
    ({ total } = page);
    for (const one of manyFacts.parse(page.facts)) found.set(one.id, one);
  }
  const beyond = Math.max(0, total - MOST_WATCHED);
  return { facts: [...found.values()], left: unreadable + beyond, calls };
}

/**
 * Reads single experiments, which may be archived. Without those that were deleted.
 * @throws GraphFailure
 */
export async function readSingly(
  client: GraphClient,
  projectId: string,
  ids: readonly string[],
): Promise<Pick<ReadProject, 'facts' | 'calls'>> {
  const facts: ExperimentFacts[] = [];
  let calls = 0;
  for (let at = 0; at < ids.length; at += PAGE) {
    const some = ids.slice(at, at + PAGE);
    // oxlint-disable-next-line no-await-in-loop
    const answer = await client.read(WatchExperiments, { projectId, ids: some });
    if (!answer.data.experimentFacts) throw new GraphFailure(answer.errors);
    facts.push(...manyFacts.parse(answer.data.experimentFacts.facts));
    calls += answer.calls;
  }
  return { facts, calls };
}
