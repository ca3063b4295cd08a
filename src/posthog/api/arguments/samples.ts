/** Text for example calls, by the name of the argument, or of an item of the list that it takes. */
export const sampleTexts: Readonly<Record<string, string>> = {
  event: 'signed_up',
  feature_flag_key: 'new-checkout',
  featureFlagKey: 'new-checkout',
  id: '15',
  key: 'new-checkout',
  metric_type: 'mean',
  projectId: '1',
  project_id: '1',
  query: '{ experiments(first: 5) { nodes { posthogId name } } }',
  variant_key: 'test',
};
