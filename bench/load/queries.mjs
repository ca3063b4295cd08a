// The three queries in the words of each schema. Answers have the same leaf values in the same order.

const dialects = {
  product: {
    s1: 'query S1($id: ID!) { experiment(id: $id) { posthogId name description status startDate endDate featureFlag { posthogId key name active version } holdout { posthogId name description createdAt } } }',
    s2: 'query S2 { experiments(first: 100) { nodes { posthogId name description status startDate endDate createdAt archived } } }',
    s3: 'query S3 { experiments(first: 20) { nodes { posthogId name featureFlag { posthogId key active } metrics { uuid name timeseries { status points { date variants { key samples chanceToWin interval { lower upper } significant } } } } } } }',
  },
  camel: {
    s1: 'query S1($id: Int!) { experiment(id: $id) { id name description status startDate endDate featureFlag { id key name active version } holdout { id name description createdAt } } }',
    s2: 'query S2 { experiments(limit: 100) { id name description status startDate endDate createdAt archived } }',
    s3: 'query S3 { experiments(limit: 20) { id name flag { id key active } metrics { uuid name timeseries { status points { date variants { key samples chanceToWin interval significant } } } } } }',
  },
  snake: {
    s1: 'query S1($id: Int!) { experiment(id: $id) { id name description status start_date end_date feature_flag { id key name active version } holdout { id name description created_at } } }',
    s2: 'query S2 { experiments(limit: 100) { id name description status start_date end_date created_at archived } }',
    s3: 'query S3 { experiments(limit: 20) { id name flag { id key active } metrics { uuid name timeseries { status timeseries { date variant_results { key number_of_samples chance_to_win credible_interval significant } } } } } }',
  },
  openapi: {
    s1: 'query S1($id: Int!) { experiments_retrieve(id: $id) { id name description status start_date end_date feature_flag { id key name active version } holdout { id name description created_at } } }',
    s2: 'query S2 { experiments_list(limit: 100) { results { id name description status start_date end_date created_at archived } } }',
    s3: 'query S3 { experiments_list(limit: 20) { results { id name flag { id key active } detail { metrics { uuid name timeseries { status timeseries { date variant_results { key number_of_samples chance_to_win credible_interval significant } } } } } } } }',
  },
};

export const scenarios = ['s1', 's2', 's3'];

/** Request bodies of a scenario: S1 goes round the 100 experiments, S2 and S3 are one request each. */
export function bodiesOf(dialect, scenario) {
  const query = dialects[dialect][scenario];
  if (scenario !== 's1') return [JSON.stringify({ query })];
  return Array.from({ length: 100 }, (_, index) =>
    JSON.stringify({
      query,
      variables: { id: dialect === 'product' ? String(index + 1) : index + 1 },
    }),
  );
}

/** A page of 10, 100 or 1,000 rows in the product's words: PostHog gives a hundred a call, so 1,000 are ten pages. */
export function pageBody(rows) {
  const fields =
    '{ nodes { posthogId name description status startDate endDate createdAt archived } }';
  const pages = Array.from({ length: Math.ceil(rows / 100) }, (_, index) => {
    const after = Buffer.from(`offset:${index * 100 - 1}`).toString('base64url');
    return `p${index}: experiments(first: ${Math.min(rows, 100)}${index === 0 ? '' : `, after: "${after}"`}) ${fields}`;
  });
  return JSON.stringify({ query: `{ ${pages.join(' ')} }` });
}

/** Values of an answer in order, without their names; PostHog's words and the enums of a schema count as the same. */
export function leavesOf(value, leaves = []) {
  if (value !== null && typeof value === 'object') {
    for (const part of Object.values(value)) leavesOf(part, leaves);
  } else {
    leaves.push(typeof value === 'string' ? value.toLowerCase() : value);
  }
  return leaves;
}
