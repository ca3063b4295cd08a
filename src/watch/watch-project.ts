import type { ExperimentEvent } from '../events/event.ts';
import { eventsBetween } from '../events/events-between.ts';
import { completed, type ExperimentFacts } from '../events/facts.ts';
import type { GraphClient } from '../graph-client/graph-client.ts';
import type { ProjectRecords } from './project-records.ts';
import { readExperiments, readSingly } from './read-experiments.ts';

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
  const left = missing.filter(isLive);
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
  const unreadable = project.unreadable + singly.unreadable;
  const alive = new Set(singly.facts.filter(isLive).map(({ id }) => id));
  for (const { id } of unreadable > 0 ? [] : missing) {
    // oxlint-disable-next-line no-await-in-loop
    if (!alive.has(id)) await records.forget(id);
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
  await records.see(completed(before, facts), events);
  return events;
}

const isLive = ({ status }: ExperimentFacts): boolean => status !== 'STOPPED' && status !== 'DRAFT';

const isUnread = ({ status, results }: ExperimentFacts): boolean =>
  results === null && (status === 'RUNNING' || status === 'EXPOSURE_FROZEN');
