import { createEvent } from '../events/create-event.ts';
import type { ExperimentEvent } from '../events/event.ts';
import type { ExperimentFacts } from '../events/facts.ts';
import type { Firing } from '../guards/firing.ts';

const outcomes = {
  NOTIFIED: 'nothing was changed',
  DONE: 'it was done',
  ALREADY_DONE: 'it was found done',
  DONE_WITH_ANOTHER: 'it was left out, because another guard acted at the same moment',
  REFUSED: 'it was refused, and it is not tried again',
  UNCERTAIN: 'whether it was done is unknown, and it is not tried again',
} as const;

/** Outcomes that somebody has to look at. */
const OPEN: ReadonlySet<string> = new Set(['REFUSED', 'UNCERTAIN']);

/**
 * The event of a guard that fired.
 * @param known the facts of its experiment, for its tags; undefined if it was not seen
 */
export function guardEvent(firing: Firing, known: ExperimentFacts | undefined): ExperimentEvent {
  const { id, at, projectId, posthogId, experimentName, because, note } = firing;
  const { guard, kind, action, variant, outcome } = firing;
  const words = variant === null ? action : `${action} "${variant}"`;
  return createEvent(
    {
      id: known?.id ?? Buffer.from(`Experiment:${projectId}:${posthogId}`).toString('base64url'),
      posthogId,
      projectId,
      name: experimentName,
      tags: known?.tags ?? [],
    },
    {
      type: 'experiment.guard.fired',
      severity: action === 'NOTIFY' && !OPEN.has(outcome) ? 'WARNING' : 'CRITICAL',
      message: [
        `The guard "${guard}" has fired: ${because}`,
        `${words}: ${outcomes[outcome]}.`,
        ...(note === null ? [] : [note]),
      ].join(' '),
      data: { guard, kind, action, variant, outcome, because, note },
      at,
      subject: guard,
      basis: id,
    },
  );
}
