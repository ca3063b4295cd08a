import { afterEach, describe, expect, it } from 'vitest';
import { operations, type Operation } from '../../src/posthog/operations.ts';
import { pinnedContract } from '../../src/posthog/openapi.ts';
import { fakePostHog, json } from '../posthog/fake-posthog.ts';
import { startMcp } from './support/start-mcp.ts';

const id = 'experiments_applause_create';
const path = '/api/projects/{project_id}/experiments/{id}/applause/';

/** A row as somebody would write it for an operation PostHog adds. */
const row = {
  ...operations.experiments_launch_create,
  id,
  path,
  title: 'Applaud an experiment',
  consequence: { changes: 'Everybody hears it.', loses: 'Silence.' },
} as unknown as Operation;

/** The contract's word on it. */
const described = {
  operationId: id,
  parameters: [
    { $ref: '#/components/parameters/ProjectId' },
    { name: 'id', in: 'path', required: true, schema: { type: 'integer' } },
  ],
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: {
          type: 'object',
          required: ['loudness'],
          properties: { loudness: { type: 'integer', maximum: 11 } },
        },
      },
    },
  },
  responses: { 200: { content: { 'application/json': { schema: { type: 'object' } } } } },
};

/** Adds the row to the table and to the contract the whole product reads; returns how to take it away. */
function addRow(): () => void {
  const table = operations as Record<string, Operation>;
  const contract = pinnedContract();
  const before = contract.operation.bind(contract);
  const added = new (contract.constructor as typeof Contract)({
    paths: { [path]: { post: described } },
    components: contract.components,
  } as never);
  table[id] = row;
  contract.operation = (wanted) => (String(wanted) === id ? added.operation(wanted) : before(wanted));
  return () => {
    delete table[id];
    contract.operation = before;
  };
}

const undo: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

describe('a new row in the operations table', () => {
  it('is a new tool that is listed, checked, asks first and calls PostHog', async () => {
    const posthog = await fakePostHog(json(200, { id: 5, claps: 3 }));
    undo.push(() => posthog.close());
    undo.push(addRow());
    const mcp = await startMcp({ host: posthog.url });
    undo.push(() => mcp.close());

    const { tools } = await (await mcp.connect()).listTools();
    expect(tools.find(({ name }) => name === 'experiment-applause')).toMatchObject({
      title: 'Applaud an experiment',
      description: expect.stringContaining('Everybody hears it. Silence.'),
      inputSchema: {
        required: ['id', 'loudness'],
        properties: { loudness: { type: 'integer', maximum: 11 } },
      },
      annotations: { destructiveHint: true },
    });

    const wrong = await mcp.call('experiment-applause', { id: 5, loudness: 12 });
    expect(wrong.text).toContain('loudness must be <= 11');
    expect(posthog.received).toHaveLength(0);

    const asked = await mcp.call('experiment-applause', { id: 5, loudness: 3 });
    expect(asked.structured).toMatchObject({ request: { path: '/api/projects/1/experiments/5/applause/' } });
    const done = await mcp.call('experiment-applause', {
      id: 5,
      loudness: 3,
      confirm: asked.structured['confirm'],
    });
    expect(done.structured).toEqual({ id: 5, claps: 3 });
    expect(posthog.received.at(-1)).toMatchObject({ method: 'POST', body: '{"loudness":3}' });
  });
});
