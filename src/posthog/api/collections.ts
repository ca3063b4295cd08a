/** What the rows of a collection are, by the collection's name in paths, for documents that are grouped by it. */
export const collectionNotes: Readonly<Record<string, string>> = {
  experiments:
    'A/B tests: their settings and metrics, the steps from draft to shipped, and their results.',
  experiment_holdouts: 'Groups of people who are kept out of several experiments.',
  experiment_saved_metrics: 'Shared metrics, which several experiments can use.',
  feature_flags: 'Feature flags, which decide who gets which variant of an experiment.',
  cohorts: 'Saved groups of people, which flags and experiments can be limited to.',
  users: 'The owner of the key.',
  projects: 'The projects that the key may see. Every other path begins with one of them.',
};
