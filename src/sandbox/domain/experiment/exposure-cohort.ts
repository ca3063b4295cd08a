import type { Cohort, Experiment, FeatureFlag, JsonObject } from '../../model/entities.ts';
import { invalid } from '../../model/errors.ts';
import { isoformat } from '../../model/isoformat.ts';
import { isObject, objectOr, objectsOf } from '../../model/json.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { wireTime } from '../../model/time.ts';
import { linkedFlag } from './lookup.ts';

const COHORT_PROPERTIES = new Set<unknown>(['event', 'feature', 'element', 'hogql']);

interface Target {
  key: string | number;
  event_type: 'events' | 'actions';
  event_filters: unknown[];
}

/**
 * Creates a cohort of the users who were exposed to the experiment
 * (docs/posthog/holdouts-and-cohorts.md#exposure-cohorts).
 * @throws ApiError 400
 */
export function createExposureCohort(request: ProjectRequest, experiment: Experiment): Cohort {
  const { store, now, project, caller } = request;
  const flag = linkedFlag(request, experiment);
  if (!flag) throw invalid('Experiment does not have a feature flag');
  if (experiment.start_date === null) throw invalid('Experiment does not have a start date');
  if (experiment.exposure_cohort !== null) {
    throw invalid('Experiment already has an exposure cohort');
  }
  const target = exposureTarget(experiment, flag);
  const performed = {
    type: 'behavioral',
    value: 'performed_event',
    negation: false,
    ...target,
    explicit_datetime: isoformat(experiment.start_date),
  };
  const cohort = store.cohorts.insert({
    id: store.nextId('cohorts'),
    project: project.id,
    name: `Users exposed to experiment "${experiment.name}"`,
    description: '',
    is_static: false,
    deleted: false,
    filters: { properties: { type: 'OR', values: [{ type: 'OR', values: [performed] }] } },
    cohort_type: 'behavioral',
    count: null,
    created_by: caller.user.id,
    created_at: wireTime(now),
  });
  store.experiments.update(experiment, { exposure_cohort: cohort.id });
  return cohort;
}

/** The exposure event: the flag call, unless `parameters.custom_exposure_filter` names another event or an action. */
function exposureTarget(experiment: Experiment, flag: FeatureFlag): Target {
  const custom = experiment.parameters['custom_exposure_filter'];
  const entity = isObject(custom) ? firstEntity(custom) : undefined;
  const id = entityId(entity?.['id']);
  if (!entity || id === null) {
    return {
      key: '$feature_flag_called',
      event_type: 'events',
      event_filters: [
        { key: '$feature_flag', value: [flag.key], operator: 'exact', type: 'event' },
      ],
    };
  }
  const isAction = entity['type'] === 'actions';
  if (isAction && !/^\s*[+-]?\d+\s*$/.test(id)) throw invalid('Invalid action ID');
  return {
    key: isAction ? Number(id) : id,
    event_type: isAction ? 'actions' : 'events',
    event_filters: propertiesOf(entity).filter((property) =>
      COHORT_PROPERTIES.has(property['type']),
    ),
  };
}

/** An event's name or an action's id, as text; null when there is none. */
const entityId = (id: unknown): string | null =>
  (typeof id === 'string' && id !== '') || typeof id === 'number' ? String(id) : null;

/** PostHog's Filter lists events before actions, in their own order. */
function firstEntity(filter: JsonObject): JsonObject | undefined {
  const events = objectsOf(filter['events']).map((event) => ({ type: 'events', ...event }));
  const actions = objectsOf(filter['actions']).map((action) => ({ type: 'actions', ...action }));
  return [...events, ...actions].toSorted(
    (one, other) => Number(objectOr(one)['order'] ?? 0) - Number(objectOr(other)['order'] ?? 0),
  )[0];
}

const propertiesOf = (entity: JsonObject): JsonObject[] =>
  Array.isArray(entity['properties'])
    ? objectsOf(entity['properties'])
    : objectsOf(objectOr(entity['properties'])['values']).flatMap((value) =>
        Array.isArray(value['values']) ? objectsOf(value['values']) : [value],
      );
