import { hash } from 'node:crypto';
import type { ExperimentEvent } from './event.ts';
import type { ExperimentFacts } from './facts.ts';

/** What is said of one happening, besides the experiment. */
export type Happening = Pick<ExperimentEvent, 'type' | 'severity' | 'message' | 'data'> & {
  /** When it happened, ISO 8601. */
  readonly at: string;
  /** What it is about within the experiment, such as a metric and a variant. */
  readonly subject?: string;
  /** The moment or the result by which it is distinguished from the same thing happening again. */
  readonly basis: string;
};

/**
 * The event of a happening. Its id is worked out from the experiment, the type, the subject and the basis, so that it is
 * the same wherever and however often the happening is noticed.
 */
export function createEvent(
  facts: Pick<ExperimentFacts, 'id' | 'posthogId' | 'projectId' | 'name' | 'tags'>,
  { type, severity, message, data, at, subject = '', basis }: Happening,
): ExperimentEvent {
  const { id, posthogId, projectId, name, tags } = facts;
  const digest = hash('sha256', JSON.stringify([id, type, subject, basis]), 'hex');
  return {
    id: `evt_${digest.slice(0, 32)}`,
    type,
    timestamp: new Date(at).toISOString(),
    severity,
    message: `${name}: ${message}`,
    experiment: { id, posthogId, projectId, name, tags },
    data,
  };
}
