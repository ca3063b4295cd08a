import { propertiesLeft } from '../graph/concepts/exposure/exposure.ts';
import { change, deletion, object, page, type Row } from './row.ts';

const filters = [{ properties: [], rollout_percentage: 15 }];
const query = {
  kind: 'ExperimentMetric',
  metric_type: 'mean',
  source: { kind: 'EventsNode', event: '$pageview' },
};
const RAW =
  '{ kind: "ExperimentMetric", metric_type: "mean", source: { kind: "EventsNode", event: "$pageview" } }';

const createdAndUpdated = ['created_at', 'updated_at'];
const written = ['updated_at'];

interface Viewer {
  readonly organization: string;
  readonly organizations: readonly { readonly id: string; readonly membership_level: string }[];
}

/** PostHog represents membership levels by numbers. */
const levels: Readonly<Record<string, number>> = { MEMBER: 1, ADMIN: 8, OWNER: 15 };

const inPostHogsForm = ({ organization: _id, organizations, ...viewer }: Viewer) => ({
  ...viewer,
  organizations: organizations.map(({ membership_level, ...one }) => ({
    ...one,
    membership_level: levels[membership_level],
  })),
});

interface InOrganization {
  readonly organization: string;
}

/** The graph lists the projects of all organisations. */
function ofFirstOrganization(all: readonly InOrganization[]) {
  const results = all.filter(({ organization }) => organization === all[0]?.organization);
  return { count: results.length, results };
}

/** Holdouts, shared metrics, cohorts and accounts. */
export const otherRows = {
  experiment_holdouts_list: { query: { limit: 2 }, graph: page('holdouts(first: 2)') },
  experiment_holdouts_create: {
    body: { name: 'Parity', description: 'Made through an API.', filters },
    setByCall: createdAndUpdated,
    graph: change(
      'createHoldout(input: { name: "Parity", description: "Made through an API.", exclusionPercentage: 15 })',
      'holdout',
    ),
  },
  experiment_holdouts_retrieve: { path: { id: 1 }, graph: object('holdout(id: "1")') },
  experiment_holdouts_update: {
    path: { id: 1 },
    body: { name: 'Replaced', filters },
    setByCall: written,
    graph: change(
      'updateHoldout(input: { id: "1", name: "Replaced", exclusionPercentage: 15 })',
      'holdout',
      { calls: 'experiment_holdouts_partial_update' },
    ),
  },
  experiment_holdouts_partial_update: {
    path: { id: 1 },
    body: { description: 'Changed through an API.' },
    setByCall: written,
    graph: change(
      'updateHoldout(input: { id: "1", description: "Changed through an API." })',
      'holdout',
    ),
  },
  experiment_holdouts_destroy: {
    path: { id: 1 },
    graph: deletion('deleteHoldout(input: { id: "1" })'),
  },
  experiment_saved_metrics_list: {
    query: { limit: 2 },
    graph: page('savedMetrics(first: 2)'),
  },
  experiment_saved_metrics_create: {
    body: { name: 'Parity', description: 'Made through an API.', query, tags: ['parity'] },
    setByCall: createdAndUpdated,
    graph: change(
      `createSavedMetric(input: { name: "Parity", description: "Made through an API.", metric: { raw: ${RAW} }, tags: ["parity"] })`,
      'savedMetric',
    ),
  },
  experiment_saved_metrics_retrieve: { path: { id: 1 }, graph: object('savedMetric(id: "1")') },
  experiment_saved_metrics_update: {
    path: { id: 1 },
    body: { name: 'Replaced', query },
    setByCall: written,
    graph: change(
      `updateSavedMetric(input: { id: "1", name: "Replaced", metric: { raw: ${RAW} } })`,
      'savedMetric',
      { calls: 'experiment_saved_metrics_partial_update' },
    ),
  },
  experiment_saved_metrics_partial_update: {
    path: { id: 1 },
    body: { description: 'Changed through an API.' },
    setByCall: written,
    graph: change(
      'updateSavedMetric(input: { id: "1", description: "Changed through an API." })',
      'savedMetric',
    ),
  },
  experiment_saved_metrics_destroy: {
    path: { id: 1 },
    graph: deletion('deleteSavedMetric(input: { id: "1" })'),
  },
  cohorts_list: { query: { limit: 2 }, graph: page('cohorts(first: 2)') },
  cohorts_retrieve: { path: { id: 4 }, graph: object('cohort(id: "4")') },
  users_retrieve_me: {
    graph: object('viewer', { pick: inPostHogsForm }),
    omitted: {
      ...propertiesLeft.User,
      organization: 'represented by its id; complete in `organizations`',
      hedgehog_config: 'one of `settings`',
    },
  },
  projects_list: {
    graph: object('projects', {
      pick: (results: readonly unknown[]) => ({ count: results.length, results }),
    }),
  },
  organizations_projects_list: {
    path: { organization_id: '{organization}' },
    graph: object('projects', {
      calls: 'projects_list',
      pick: ofFirstOrganization,
    }),
  },
} satisfies Record<string, Row>;
