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
      unreadable
    }
  }
`);

const manyFacts = z.array(factsShape);

/** What was read of some experiments. */
export interface ReadExperiments {
  readonly facts: readonly ExperimentFacts[];
  /** Experiments that exist and could not be read. */
  readonly unreadable: number;
  /** Calls to PostHog. */
  readonly calls: number;
}

/** The experiments of a project at one moment. */
export interface ReadProject extends ReadExperiments {
  /** Experiments that are more than are watched. */
  readonly beyond: number;
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
  return { facts: [...found.values()], unreadable, beyond, calls };
}

/**
 * Reads single experiments, which may be archived. Those that were deleted are left out. What cannot be read is counted:
 * it must not keep the rest of the project from being watched.
 */
export async function readSingly(
  client: GraphClient,
  projectId: string,
  ids: readonly string[],
): Promise<ReadExperiments> {
  const facts: ExperimentFacts[] = [];
  let [calls, unreadable] = [0, 0];
  for (let at = 0; at < ids.length; at += PAGE) {
    const some = ids.slice(at, at + PAGE);
    // oxlint-disable-next-line no-await-in-loop
    const answer = await client.read(WatchExperiments, { projectId, ids: some }).catch(refused);
    const page = answer?.data.experimentFacts;
    calls += answer?.calls ?? 0;
    unreadable += page ? page.unreadable : some.length;
    facts.push(...manyFacts.parse(page?.facts ?? []));
  }
  return { facts, unreadable, calls };
}

function refused(error: unknown): undefined {
  if (!(error instanceof GraphFailure)) throw error;
}
