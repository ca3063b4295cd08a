import type { ExperimentEvent } from './event.ts';
import type { EventType } from './event-types.ts';
import { createEvent, type Happening } from './create-event.ts';

const experiment = {
  id: Buffer.from('Experiment:1:42').toString('base64url'),
  posthogId: 42,
  projectId: '1',
  name: 'Example experiment',
  tags: ['example'],
};

/** An event that has not happened, for trying a receiver. Its id is another one each time. */
export function exampleEvent(at: Date): ExperimentEvent {
  const timestamp = at.toISOString();
  const example: Happening & { readonly type: EventType } = {
    type: 'experiment.decision.ship',
    severity: 'INFO',
    message:
      'The decision is to ship "test". This is an example to try the webhook: nothing has happened.',
    data: {
      recommendation: 'SHIP',
      variant: 'test',
      because: 'This is an example.',
      previous: 'KEEP_RUNNING',
      asOf: timestamp,
      beforePlannedEnd: false,
    },
    at: timestamp,
    basis: `example ${timestamp}`,
  };
  return createEvent(experiment, example);
}
