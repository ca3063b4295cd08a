import type { ExperimentEvent } from '../events/event.ts';
import type { Endpoint } from './endpoint.ts';

/** Whether an endpoint is to get an event: by its type, its project and the tags of its experiment. */
export const wants = (
  { types, projects, tags }: Endpoint,
  { type, experiment }: ExperimentEvent,
): boolean =>
  types.has(type) &&
  (projects?.has(experiment.projectId) ?? true) &&
  (tags?.some((tag) => experiment.tags.includes(tag)) ?? true);
