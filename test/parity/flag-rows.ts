import { change, object, page, type Row } from './row.ts';

const written = ['updated_at'];

/** Feature flags. */
export const flagRows = {
  feature_flags_list: {
    query: { limit: 3, active: 'true' },
    graph: page('featureFlags(first: 3, filter: { active: true })'),
  },
  feature_flags_create: {
    body: { key: 'parity', name: 'Made through an API.' },
    setByCall: ['created_at', 'updated_at'],
  },
  feature_flags_retrieve: {
    path: { id: '{flag}' },
    graph: object('featureFlag(id: "{flag}")'),
  },
  feature_flags_update: {
    path: { id: '{flag}' },
    body: { key: '{flag_key}', name: 'Replaced' },
    setByCall: written,
    graph: change('updateFeatureFlag(input: { id: "{flag}", name: "Replaced" })', 'featureFlag', {
      calls: 'feature_flags_partial_update',
    }),
  },
  feature_flags_partial_update: {
    path: { id: '{flag}' },
    body: { active: false, tags: ['parity'] },
    setByCall: written,
    graph: change(
      'updateFeatureFlag(input: { id: "{flag}", active: false, tags: ["parity"] })',
      'featureFlag',
    ),
  },
  feature_flags_destroy: {
    path: { id: '{spare_flag}' },
    setByCall: written,
    graph: change(
      'updateFeatureFlag(input: { id: "{spare_flag}", deleted: true })',
      'featureFlag',
      {
        calls: 'feature_flags_partial_update',
      },
    ),
  },
  feature_flags_activity_retrieve: {
    path: { id: '{busy_flag}' },
    query: { limit: 2 },
    graph: page('activity(first: 2)', {
      within: ['featureFlag(id: "{busy_flag}")'],
      count: 'total_count',
    }),
  },
  feature_flags_dependent_flags_list: {
    path: { id: '{needed_flag}' },
    graph: object('dependentFlags', { within: ['featureFlag(id: "{needed_flag}")'] }),
  },
  feature_flags_status_retrieve: {
    path: { id: '{flag}' },
    graph: object('statusReport', { within: ['featureFlag(id: "{flag}")'] }),
  },
  feature_flags_bulk_keys_create: {
    body: { ids: ['{flag}'] },
    refused: { status: 403, code: 'FORBIDDEN' },
  },
  feature_flags_matching_ids_retrieve: {
    query: { active: 'false' },
    graph: object('matchingFeatureFlagIds(filter: { active: false })', {
      select: () => '{ ids: posthogIds total: totalCount }',
    }),
  },
  feature_flags_my_flags_retrieve: { graph: object('myFlags') },
} satisfies Record<string, Row>;
