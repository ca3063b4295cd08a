import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAudited, type Audited } from './audited.ts';

const credential = createHash('sha256').update('phx_sandbox').digest('base64url');

const pause = `mutation Stop($key: String) {
  pauseExperiment(input: { id: "15", idempotencyKey: $key }) {
    __typename ... on PauseExperimentPayload { replayed }
  }
}`;

describe('the audit log', () => {
  let audited: Audited;
  beforeAll(async () => {
    audited = await startAudited();
  });
  afterAll(() => audited.stop());

  it('has a line for a mutation: who, what, the flag before and after, the idempotency key and the outcome', async () => {
    await audited.graphql('{ experiments(first: 50) { nodes { name } } }');
    const answer = await audited.graphql(
      pause,
      { key: 'pause-15' },
      { 'x-request-id': 'page-1.click-7' },
    );
    expect(answer['data'].pauseExperiment.__typename).toBe('PauseExperimentPayload');
    const [line, ...others] = await audited.lines(1);
    expect(others).toEqual([]);
    expect(line).toMatchObject({
      msg: 'write',
      requestId: 'page-1.click-7',
      credential,
      api: 'graphql',
      operationName: 'Stop',
      mutation: 'pauseExperiment',
      idempotencyKey: 'pause-15',
      operation: 'experiments_pause_create',
      method: 'POST',
      project: '@current',
      target: { type: 'experiments', ids: ['15'] },
      flagBefore: { active: true, readAt: expect.any(String) },
      flagAfter: { active: false },
      outcome: 'done',
      upstreamStatus: 200,
    });
    expect(line!['flagAfter'].variants).toEqual(line!['flagBefore'].variants);
    expect(line!['target'].flagKey).toBe(line!['flagAfter'].key);
    expect(line).not.toHaveProperty('check');
  });

  it('has no line for a mutation that is repeated with its key, and is not sent', async () => {
    const answer = await audited.graphql(pause, { key: 'pause-15' });
    expect(answer['data'].pauseExperiment.replayed).toBe(true);
    await audited.graphql('{ experiment(id: "15") { name } }');
    await audited.rest('PATCH', 'experiments/4/', { description: 'Next' });
    const lines = await audited.lines(1);
    expect(lines.map(({ operation }) => operation)).toEqual(['experiments_partial_update']);
  });

  it('has a line for a write over REST, with the flag as it was read last and the names of the fields', async () => {
    const flags = await audited.graphql(
      '{ featureFlags(first: 1) { nodes { posthogId active } } }',
    );
    const [{ posthogId: id, active }] = flags['data'].featureFlags.nodes;
    expect(await audited.rest('GET', `feature_flags/${id}/`)).toBe(200);
    expect(await audited.rest('PATCH', `feature_flags/${id}/`, { active: !active })).toBe(200);
    const [line] = await audited.lines(1);
    expect(line).toMatchObject({
      api: 'rest',
      operation: 'feature_flags_partial_update',
      target: { type: 'feature_flags', ids: [String(id)] },
      fields: ['active'],
      flagBefore: { active },
      flagAfter: { active: !active },
      outcome: 'done',
    });
    expect(line).not.toHaveProperty('mutation');
  });

  it('has a line for a write by a tool over MCP, and none for its dry run', async () => {
    await audited.tool('experiment-duplicate', { id: 15, name: 'By a tool' });
    const [line] = await audited.lines(1);
    expect(line).toMatchObject({
      api: 'mcp',
      tool: 'experiment-duplicate',
      client: 'mcp',
      operation: 'experiments_duplicate_create',
      target: { ids: ['15'], created: expect.any(Number) },
      outcome: 'done',
    });
    // A copy has a flag of its own, or shares that of the original.
    expect(await audited.tool('experiment-end', { id: 1 })).toContain('confirm');
    await audited.rest('PATCH', 'experiments/4/', { description: 'After the dry run' });
    const lines = await audited.lines(1);
    expect(lines.map(({ operation }) => operation)).toEqual(['experiments_partial_update']);
  });

  it('says that a write was refused, and with which code', async () => {
    expect(await audited.rest('PATCH', 'experiments/999/', { description: 'x' })).toBe(404);
    const [line] = await audited.lines(1);
    expect(line).toMatchObject({ outcome: 'refused', code: 'NOT_FOUND', upstreamStatus: 404 });
    expect(line).not.toHaveProperty('flagAfter');
  });

  it('says what to check when the outcome is not known', async () => {
    await audited.fault({ latency_ms: 0, body: 'html' });
    expect(await audited.rest('POST', 'experiments/15/duplicate/', { name: 'Lost' })).toBe(502);
    const [line] = await audited.lines(1);
    expect(line).toMatchObject({
      outcome: 'uncertain',
      code: 'UPSTREAM_MALFORMED',
      check: expect.stringContaining('/api/projects/1/experiments/15/'),
    });
  });

  it('says that a write was made when its answer was lost and it was found by reading', async () => {
    await audited.fault({ body: 'truncated' });
    const answer = await audited.graphql(
      'mutation { duplicateExperiment(input: { id: "15", name: "Found" }) { __typename } }',
    );
    expect(answer['data'].duplicateExperiment.__typename).toBe('DuplicateExperimentPayload');
    const lines = await audited.lines(1);
    expect(lines).toMatchObject([
      { mutation: 'duplicateExperiment', outcome: 'done', foundByReading: true },
    ]);
  });

  it('names every object of a change of many', async () => {
    await audited.rest('POST', 'experiments/bulk_update_tags/', {
      ids: [1, 3],
      action: 'add',
      tags: ['kept'],
    });
    expect(await audited.lines(1)).toMatchObject([{ target: { ids: ['1', '3'] } }]);
  });

  it('holds no key and no value that was sent, and only its owner can read it', () => {
    expect(audited.text()).not.toMatch(/phx_|By a tool|After the dry run/);
    expect(statSync(audited.file).mode & 0o777).toBe(0o600);
  });
});
