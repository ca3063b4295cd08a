import type { ExperimentEvent } from '../events/event.ts';
import { completed } from '../events/completed.ts';
import { eventsBetween } from '../events/events-between.ts';
import type { ExperimentFacts } from '../events/facts.ts';
import type { GraphClient } from '../graph-client/graph-client.ts';
import type { ProjectRecords } from './project-records.ts';
import { readExperiments, readSingly, type ReadExperiments } from './read-experiments.ts';

/** Drafts that are read singly in one look at most, 1 call each: many may have been deleted at once. */
const MOST_DRAFTS = 100;

/** What one look at a project brought. */
export interface ProjectRound {
  readonly experiments: number;
  readonly events: readonly ExperimentEvent[];
  /** Experiments that could not be read, or whose results could not. */
  readonly unread: number;
  readonly calls: number;
}

export interface WatchProjectOptions {
  readonly client: GraphClient;
  readonly projectId: string;
  readonly records: ProjectRecords;
  /** Stores an event for whoever is to get it. */
  readonly put: (event: ExperimentEvent) => Promise<void>;
  /** The time before the project is read. */
  readonly now: () => Date;
}

/**
 * Looks at a project once: finds the events since the last look, and puts each into the outbox. What an earlier round
 * found and could not put comes first.
 * @throws GraphFailure when the project could not be read, WatchStateError, StoreUnavailable
 */
export async function watchProject(options: WatchProjectOptions): Promise<ProjectRound> {
  const { client, projectId, records, put, now } = options;
  await records.handOver(put);
  const startedAt = now().toISOString();
  const project = await readExperiments(client, projectId);
  const listed = new Set(project.facts.map(({ id }) => id));
  const missing = records.all().filter(({ id }) => !listed.has(id));
  // Archived meanwhile, which only ended experiments can be, deleted, not readable, or on no page because the list moved.
  // Drafts may have been launched, ended and archived. Of many at once, some wait for a later look.
  const drafts = missing.filter(isDraft);
  const waiting = new Set(drafts.slice(MOST_DRAFTS).map(({ id }) => id));
  const left = [...missing.filter(isLive), ...drafts.slice(0, MOST_DRAFTS)];
  const singly = await readSingly(
    client,
    projectId,
    left.map(({ id }) => id),
  );
  const events: ExperimentEvent[] = [];
  for (const facts of [...project.facts, ...singly.facts]) {
    // oxlint-disable-next-line no-await-in-loop
    events.push(...(await see(records, facts)));
  }
  await records.handOver(put);
  // What could not be read is remembered, and compared when it can be read again.
  for (const { id } of gone(missing, left, project, singly)) {
    // oxlint-disable-next-line no-await-in-loop
    if (!waiting.has(id)) await records.forget(id);
  }
  await records.complete(startedAt);
  return {
    experiments: project.facts.length,
    events,
    unread:
      Math.max(project.unreadable, singly.unreadable) +
      project.beyond +
      project.facts.filter(isUnread).length,
    calls: project.calls + singly.calls,
  };
}

async function see(records: ProjectRecords, facts: ExperimentFacts): Promise<ExperimentEvent[]> {
  const before = records.get(facts.id);
  const events = eventsBetween(before, facts, records.readAt);
  await records.see(completed(before, facts, records.readAt), events);
  return events;
}

/**
 * The missing experiments that need not be remembered.
 * @param left those that were read singly
 */
function gone(
  missing: readonly ExperimentFacts[],
  left: readonly ExperimentFacts[],
  project: ReadExperiments,
  singly: ReadExperiments,
): readonly ExperimentFacts[] {
  if (singly.unreadable > 0) return [];
  const found = new Map(singly.facts.map((facts) => [facts.id, facts]));
  // What does not fit in the list may be any of the others, but not one that PostHog says was deleted.
  if (project.unreadable > 0) return left.filter(({ id }) => !found.has(id));
  return missing.filter(({ id }) => {
    const facts = found.get(id);
    return !facts || !isLive(facts);
  });
}

const isDraft = ({ status }: ExperimentFacts): boolean => status === 'DRAFT';

const isLive = ({ status }: ExperimentFacts): boolean => status !== 'STOPPED' && status !== 'DRAFT';

const isUnread = ({ status, results }: ExperimentFacts): boolean =>
  results === null && (status === 'RUNNING' || status === 'EXPOSURE_FROZEN');
