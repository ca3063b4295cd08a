import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startChangedGraph, type ChangedGraph } from '../../support/changed-graph.ts';

let graph: ChangedGraph;
// One each: after several such answers, nothing would be sent for a while.
beforeEach(async () => {
  graph = await startChangedGraph();
});
afterEach(() => graph.close());

const html = { type: 'text/html', body: '<html>Sorry.</html>' };
const refusal = {
  type: 'application/json',
  body: '{"type":"server_error","code":"error","detail":"Timeout.","attr":null}',
};

/** PostHog carries out every write, and something in between answers it otherwise. */
const answerWrites = (status: number, { type, body }: typeof html) => {
  graph.posthog.mangles((answer, { method }) =>
    method === 'GET'
      ? answer
      : { status, headers: { 'content-type': type }, body: Buffer.from(body) },
  );
};

const copies = () =>
  graph.sandbox
    .requests()
    .filter(({ method, path }) => method === 'POST' && path.endsWith('/duplicate/')).length;

describe('a write that PostHog carried out, and that something in between answered', () => {
  it.each([
    [408, 'HTML', html],
    [408, "PostHog's form", refusal],
    [425, "PostHog's form", refusal],
    [444, 'HTML', html],
    [460, 'HTML', html],
    [499, 'HTML', html],
    [499, "PostHog's form", refusal],
    [400, 'HTML', html],
    [409, 'HTML', html],
    [410, 'HTML', html],
    [423, 'HTML', html],
    [451, 'HTML', html],
  ])('with %i in %s is found, and not sent again for its key', async (status, _form, answer) => {
    const input = `{ id: "15", name: "Copy ${status} ${answer.type}", idempotencyKey: "${status} ${answer.type}" }`;
    const duplicate = `mutation { duplicateExperiment(input: ${input}) {
      __typename ... on DuplicateExperimentPayload { reconciled replayed experiment { name } } } }`;
    answerWrites(status, answer);
    graph.sandbox.clearRequests();
    const first = await graph.query(duplicate);
    expect(first.errors).toBeUndefined();
    expect(first.data['duplicateExperiment']).toMatchObject({ reconciled: true, replayed: false });
    const second = await graph.query(duplicate);
    expect(second.data['duplicateExperiment']).toEqual({
      ...first.data['duplicateExperiment'],
      replayed: true,
    });
    expect(second.calls).toBe(0);
    expect(copies()).toBe(1);
  });
});
