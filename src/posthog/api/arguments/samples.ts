/** Text for example calls, by the name of the argument. */
export const sampleTexts: Readonly<Record<string, string>> = {
  event: 'signed_up',
  feature_flag_key: 'new-checkout',
  key: 'new-checkout',
  metric_type: 'mean',
  query: '{ experiments(first: 5) { nodes { posthogId name } } }',
  variant_key: 'test',
};
