import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startMcp, type TestMcp } from '../support/start-mcp.ts';

let mcp: TestMcp;
beforeAll(async () => {
  mcp = await startMcp();
});
afterAll(() => mcp.close());
beforeEach(() => {
  mcp.sandbox.clearRequests();
});

describe('invalid arguments', () => {
  it.each([
    ['missing', 'experiment-get', {}, 'id', 'is required'],
    [
      'nested too deep',
      'experiment-update',
      { id: 1, parameters: JSON.parse(`${'{"a":'.repeat(120)}1${'}'.repeat(120)}`) as unknown },
      'The arguments',
      'must not be nested more than 100 levels deep',
    ],
    ['of a wrong type', 'experiment-get', { id: 'seven' }, 'id', 'must be integer'],
    ['unknown', 'experiment-get', { id: 1, name: 'x' }, 'name', 'is not an accepted field'],
    ['out of range', 'experiment-list', { limit: 0 }, 'limit', 'must be >= 1'],
    [
      'no choice',
      'experiment-list',
      { status: 'finished' },
      'status',
      'must be one of all, complete',
    ],
    ['missing in a body', 'experiment-ship-variant', { id: 1 }, 'variant_key', 'is required'],
    [
      'too long',
      'experiment-update',
      { id: 1, name: 'x'.repeat(401) },
      'name',
      'must NOT have more than 400',
    ],
    [
      'deep inside',
      'experiment-update',
      { id: 1, metrics: [{ metric_type: 'mean', source: { kind: 'EventsNode', event: 5 } }] },
      'metrics[0].source.event',
      'must be string or null',
    ],
    [
      'of an unknown kind',
      'experiment-update',
      { id: 1, metrics: [{ metric_type: 'mean' }, { metric_type: 'magic' }] },
      'metrics[1].metric_type',
      'must be one of',
    ],
    [
      'of a stored query',
      'experiments-dashboard',
      { status: 'FINISHED' },
      'status',
      'must be one of DRAFT',
    ],
    [
      'of a stored query, unknown',
      'experiment-overview',
      { colour: 'x' },
      'colour',
      'is not an accepted field',
    ],
    ['of the query tool', 'graphql', { variables: {} }, 'query', 'is required'],
    [
      'for the length',
      'graphql',
      { query: '{ __typename }', maxTokens: 1 },
      'maxTokens',
      'must be >= 200',
    ],
  ])('%s: the result names the field, and nothing is sent', async (_, tool, args, field, why) => {
    const { isError, text } = await mcp.call(tool, args);
    expect(isError).toBe(true);
    expect(text).toContain(`VALIDATION_FAILED: ${field} ${why}`);
    expect(text).toContain(field === 'The arguments' ? 'Field:  (' : `Field: ${field} (`);
    expect(text).toContain(`schema://tools/${tool}`);
    expect(mcp.sandbox.requests()).toEqual([]);
  });

  it('may be numbers or strings where PostHog accepts both', async () => {
    const one = await mcp.call('experiment-list', { project_id: 1, limit: 1, tags: ['growth'] });
    expect(one.isError).toBe(false);
    expect(mcp.sandbox.requests().at(-1)).toMatchObject({ path: '/api/projects/1/experiments/' });
    const many = await mcp.call('experiment-list', { project_id: '1', created_by_id: [1, 2] });
    expect(many.isError).toBe(false);
  });

  it('of an unknown tool are a protocol error', async () => {
    await expect(mcp.call('experiment-fly')).rejects.toThrow(/Unknown tool: experiment-fly/);
  });

  it('that would change the path of the operation are refused', async () => {
    const { isError, text } = await mcp.call('experiment-list', { project_id: '../users' });
    expect(isError).toBe(true);
    expect(text).toMatch(/^NOT_FOUND/);
    expect(mcp.sandbox.requests()).toEqual([]);
  });
});
