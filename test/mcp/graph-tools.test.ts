import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMcp, type TestMcp } from '../support/start-mcp.ts';

let mcp: TestMcp;
beforeAll(async () => {
  mcp = await startMcp();
});
afterAll(() => mcp.close());

const FLAG = 'one-page-checkout';

describe('experiments-dashboard', () => {
  it('shows what is running with a verdict for every metric', async () => {
    const { structured } = await mcp.call('experiments-dashboard', { first: 3 });
    const { nodes, totalCount } = structured['data'].experiments;
    expect(totalCount).toBeGreaterThan(5);
    expect(nodes).toHaveLength(3);
    for (const node of nodes) {
      expect(node).toMatchObject({ status: 'RUNNING', featureFlag: { key: expect.any(String) } });
      for (const metric of node.metrics) expect(metric.verdict.state).toMatch(/^[A-Z_]+$/);
    }
  });
});

describe('experiment-overview', () => {
  it('answers experiment, flag, metrics, latest results and verdicts in one call', async () => {
    const { structured } = await mcp.call('experiment-overview', { featureFlagKey: FLAG });
    expect(structured['data'].experiment).toMatchObject({
      featureFlag: { key: FLAG },
      variants: expect.arrayContaining([expect.objectContaining({ key: 'control' })]),
    });
    const { metrics, lifecycle } = structured['data'].experiment;
    expect(JSON.stringify(metrics).includes('"estimatedChange":')).toBe(true);
    for (const metric of metrics) expect(metric.verdict.because).toMatch(/\.$/);
    expect(lifecycle).toContainEqual({ action: 'END', allowed: true, message: null });
    expect(structured['leftOut']).toBeUndefined();
  });

  it('omits whole fields in the stored order, and names them; text is never shortened', async () => {
    const whole = await mcp.call('experiment-overview', { featureFlagKey: FLAG });
    const short = await mcp.call('experiment-overview', { featureFlagKey: FLAG, maxTokens: 1_000 });
    const { leftOut, data } = short.structured;
    expect(leftOut.length).toBeGreaterThan(2);
    expect(short.text).toContain(`Omitted to stay within 1000 tokens: ${leftOut.join(', ')}`);
    expect(JSON.stringify(data).length).toBeLessThanOrEqual(3_500);
    // The duration is measured until now, so it grows between the two calls.
    const { durationDays: _, ...rest } = data.experiment;
    expect(whole.structured['data'].experiment).toMatchObject(rest);
    const shorter = await mcp.call('experiment-overview', { featureFlagKey: FLAG, maxTokens: 700 });
    expect(shorter.structured['leftOut'].slice(0, leftOut.length)).toEqual(leftOut);
  });

  it('reports when even the rest is too long', async () => {
    const { isError, text } = await mcp.call('experiment-overview', {
      featureFlagKey: FLAG,
      maxTokens: 200,
    });
    expect(isError).toBe(true);
    expect(text).toMatch(
      /^ANSWER_TOO_LONG: the response has about \d+ tokens, but at most 200 are allowed\.$/m,
    );
    expect(text).toContain('Largest fields');
  });

  it.each([
    [{ id: 99_999 }, 'id "99999"'],
    [{ featureFlagKey: 'no-such-flag' }, 'featureFlagKey "no-such-flag"'],
    [{ id: 'no-such-flag' }, 'featureFlagKey "no-such-flag"'],
  ])('answers an error for an object that does not exist: %j', async (args, which) => {
    const { isError, text } = await mcp.call('experiment-overview', args);
    expect(isError).toBe(true);
    expect(text).toContain(`NOT_FOUND: there is no experiment with ${which}.`);
    expect(mcp.unexpected).toEqual([]);
  });
});

describe('graphql', () => {
  it('runs any query with variables', async () => {
    const { structured } = await mcp.call('graphql', {
      query:
        'query One { a: __typename } query Two($n: Int) { experiments(first: $n) { nodes { name } } }',
      operationName: 'Two',
      variables: { n: 2 },
    });
    expect(structured['data'].experiments.nodes).toHaveLength(2);
  });

  it('answers introspection, so that clients can discover the schema', async () => {
    const { structured } = await mcp.call('graphql', {
      query: '{ verdict: __type(name: "Verdict") { fields { name } } }',
    });
    expect(structured['data'].verdict.fields).toContainEqual({ name: 'state' });
  });

  it.each([
    ['a mutation', 'mutation { launchExperiment(input: { id: 1 }) { __typename } }'],
    [
      'a mutation among queries',
      'query A { __typename } mutation B { launchExperiment(input: { id: 1 }) { __typename } }',
    ],
  ])('refuses %s before it is sent', async (_, query) => {
    mcp.sandbox.clearRequests();
    const { isError, text } = await mcp.call('graphql', {
      query,
      operationName: query.includes('B') ? 'B' : undefined,
    });
    expect(isError).toBe(true);
    expect(text).toMatch(/^READ_ONLY/);
    expect(mcp.sandbox.requests()).toEqual([]);
  });

  it.each([
    ['that does not parse', '{ experiments(', 'GRAPHQL_PARSE_FAILED'],
    ['that is not valid against the schema', '{ nope }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'that is too deep',
      `{ ${'experiments { nodes { featureFlag { '.repeat(8)} __typename ${'} } }'.repeat(8)} }`,
      'DOCUMENT',
    ],
    [
      'with too many aliases',
      `{ ${Array.from({ length: 300 }, (_, n) => `a${n}: viewer { email }`).join(' ')} }`,
      'TOO_MANY_ALIASES',
    ],
  ])('refuses a document %s like every GraphQL request', async (_, query, code) => {
    const { isError, text } = await mcp.call('graphql', { query });
    expect(isError).toBe(true);
    expect(text).toContain(code);
  });

  it('names the largest fields when the answer is too long', async () => {
    const { isError, text } = await mcp.call('graphql', {
      query: '{ experiments(first: 50) { nodes { name description } } }',
      maxTokens: 300,
    });
    expect(isError).toBe(true);
    expect(text).toContain('experiments.nodes.description: ');
  });
});
