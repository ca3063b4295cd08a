/** One request to the product while PostHog's answers are mangled. */
export interface FuzzedCall {
  readonly path: string;
  readonly method: string;
  readonly body?: unknown;
  /** Maximum number of writes it may send to PostHog. */
  readonly writes: number;
}

const graphql = (query: string, writes = 0): FuzzedCall => ({
  path: '/graphql',
  method: 'POST',
  body: { query },
  writes,
});
const rest = (method: string, path: string, body?: unknown): FuzzedCall => ({
  path: `/v1/api/projects/1/${path}`,
  method,
  ...(body !== undefined && { body }),
  writes: method === 'GET' ? 0 : 1,
});
const tool = (name: string, given: object, writes = 0): FuzzedCall => ({
  path: '/mcp',
  method: 'POST',
  body: { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: given } },
  writes,
});
const change = (
  field: string,
  input: string,
  select = 'experiment { id name status createdAt featureFlag { key variants { key rolloutPercentage } } metrics { name } }',
) =>
  graphql(
    `mutation { ${field}(input: ${input}) { __typename ... on MutationProblem { code message } ... on ${field[0]!.toUpperCase()}${field.slice(1)}Payload { ${select} } } }`,
    1,
  );

/** Representative requests to every API. */
export const askings: readonly FuzzedCall[] = [
  graphql(
    '{ experiments(first: 5) { totalCount nodes { id name status createdAt updatedAt startDate endDate durationDays tags createdBy { email } featureFlag { id key active variants { key rolloutPercentage } releaseConditions { raw } } lifecycle { action allowed reason } holdout { name } isStale asOf } } }',
  ),
  graphql(
    '{ experiments(first: 2) { nodes { name version health metrics { __typename id name uuid goal isShared raw } parameters: legacyFilters } } }',
  ),
  graphql(
    '{ experiment(id: "4") { name metrics { name verdict { state because } timeseries { status computedAt points { date variants { key delta interval { lower upper } } } } latestResult { date baseline { key samples mean } } } activity(first: 3) { nodes { __typename } } } }',
  ),
  graphql(
    '{ featureFlags(first: 3) { nodes { id key createdAt variants { key } experiments { name } } } holdouts(first: 2) { nodes { id name } } savedMetrics(first: 2) { nodes { id name } } }',
  ),
  graphql('{ featureFlag(id: 3) { key filters createdAt } viewer { email } projects { id name } }'),
  graphql(
    '{ experimentStats { launchedLast30Days activeExperiments } matchingExperimentIds { ids posthogIds } }',
  ),
  graphql(
    '{ experimentByFlagKey: experiments(first: 1) { nodes { id ... @defer { metrics { name } } } } }',
  ),
  change('duplicateExperiment', '{id: "15", name: "copy"}'),
  change('updateExperiment', '{id: "4", description: "new"}'),
  change('pauseExperiment', '{id: "2", idempotencyKey: "fuzz"}'),
  change(
    'createHoldout',
    '{name: "held out", exclusionPercentage: 5}',
    'holdout { id name createdAt }',
  ),
  change('updateFeatureFlag', '{id: "3", name: "n"}', 'featureFlag { key filters }'),
  change(
    'bulkUpdateTags',
    '{ids: ["4", "5"], action: ADD, tags: ["x"]}',
    'updated { experimentId tags } skipped { reason }',
  ),
  change('recalculateMetrics', '{id: "4"}', 'isExisting'),
  change('createExposureCohort', '{id: "4"}', 'cohort { id name }'),
  rest('GET', 'experiments/?limit=3'),
  rest('GET', 'experiments/4/'),
  rest('POST', 'experiments/15/duplicate/', { name: 'copy' }),
  rest('PATCH', 'experiments/4/', { description: 'new' }),
  rest('DELETE', 'experiment_holdouts/1/'),
  tool('experiment-list', { limit: 3 }),
  tool('experiment-get', { id: 4 }),
  tool('experiment-duplicate', { id: 15, name: 'copy' }, 1),
  graphql(
    'subscription { experimentChanged(id: 4) { isFirst nextCheckAt changes { field } experiment { name createdAt } } }',
  ),
];
