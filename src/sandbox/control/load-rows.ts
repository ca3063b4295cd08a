import type { JsonObject } from '../model/entities.ts';
import { isObject, objectsOf, stringOrNull } from '../model/json.ts';
import { wireTime } from '../model/time.ts';
import type { Loader } from './loader.ts';

const DEFAULT_QUERY = {
  kind: 'ExperimentMetric',
  metric_type: 'mean',
  source: { kind: 'EventsNode', event: '$pageview' },
};

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/** Inserts all rows of a case that experiments may refer to. */
export function loadRelated(loader: Loader): void {
  loadCohorts(loader);
  loadActions(loader);
  loadHoldouts(loader);
  loadSavedMetrics(loader);
  loadPrompts(loader);
}

function loadCohorts(loader: Loader): void {
  const { store, now, user } = loader;
  for (const item of loader.objects('cohorts')) {
    const behavioral = item['behavioral'] === true;
    const cohort = store.cohorts.insert({
      id: store.nextId('cohorts'),
      project: loader.projectOf(item),
      name: stringOrNull(item['name']) ?? 'Cohort',
      description: '',
      is_static: item['is_static'] === true,
      deleted: item['deleted'] === true,
      filters: isObject(item['filters']) ? item['filters'] : {},
      cohort_type: behavioral ? 'behavioral' : 'person_property',
      count: 0,
      created_by: user.id,
      created_at: wireTime(now),
    });
    loader.name(item, cohort.id);
  }
}

function loadActions(loader: Loader): void {
  const { store } = loader;
  for (const item of loader.objects('actions')) {
    const action = store.actions.insert({
      id: store.nextId('actions'),
      project: loader.projectOf(item),
      name: stringOrNull(item['name']) ?? 'Action',
      events: [...strings(item['events']), ...stepEvents(item['steps'])],
      deleted: item['deleted'] === true,
    });
    loader.name(item, action.id);
  }
}

/** Each step names its event, as in PostHog's actions. */
const stepEvents = (steps: unknown): string[] =>
  objectsOf(steps)
    .map((step) => step['event'])
    .filter((event) => typeof event === 'string');

function loadHoldouts(loader: Loader): void {
  const { store, now, user } = loader;
  for (const item of loader.objects('holdouts')) {
    const id = store.nextId('holdouts');
    const filters = Array.isArray(item['filters']) ? item['filters'].filter(isObject) : [];
    const groups: JsonObject[] =
      filters.length > 0 ? filters : [{ properties: [], rollout_percentage: 10 }];
    store.holdouts.insert({
      id,
      project: loader.projectOf(item),
      name: stringOrNull(item['name']) ?? 'Holdout',
      description: stringOrNull(item['description']),
      filters: groups.map((group) => ({ ...group, variant: `holdout-${id}` })),
      created_by: user.id,
      created_at: wireTime(now),
      updated_at: wireTime(now),
    });
    loader.name(item, id);
  }
}

function loadSavedMetrics(loader: Loader): void {
  const { store, now, user } = loader;
  for (const item of loader.objects('saved_metrics')) {
    const query = isObject(item['query']) ? item['query'] : DEFAULT_QUERY;
    const metric = store.savedMetrics.insert({
      id: store.nextId('savedMetrics'),
      project: loader.projectOf(item),
      name: stringOrNull(item['name']) ?? 'Shared metric',
      description: stringOrNull(item['description']),
      query: { uuid: store.uuid(), ...query },
      tags: strings(item['tags']),
      created_by: user.id,
      created_at: wireTime(now),
      updated_at: wireTime(now),
    });
    loader.name(item, metric.id);
  }
}

function loadPrompts(loader: Loader): void {
  const { store } = loader;
  for (const item of loader.objects('prompts')) {
    const versions = Array.isArray(item['versions']) ? item['versions'] : [];
    const prompt = store.prompts.insert({
      id: store.nextId('prompts'),
      project: loader.projectOf(item),
      name: stringOrNull(item['name']) ?? 'prompt',
      versions: versions.filter((version) => typeof version === 'number'),
    });
    loader.name(item, prompt.id);
  }
}
