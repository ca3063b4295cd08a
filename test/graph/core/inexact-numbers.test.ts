import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startInProcess, type InProcess } from '../../support/in-process.ts';
import { openSocket } from '../../support/socket-client.ts';

let server: InProcess;
beforeAll(async () => {
  server = await startInProcess();
});
afterAll(() => server.stop());
const recorded = () => `${server.sandboxUrl}/_sandbox/requests`;
beforeEach(async () => {
  await fetch(recorded(), { method: 'DELETE' });
});
const sentToPostHog = async () => (await (await fetch(recorded())).json()) as unknown[];

const create = (payload: string, declared = '') =>
  `mutation ${declared} { createExperiment(input: { name: "n", featureFlagKey: "exact", variants: [
    { key: "control", rolloutPercentage: 50 }, { key: "test", rolloutPercentage: 50, payload: ${payload} }
  ] }) { __typename } }`;

/** Sends the variables as they are written, so that no digit is lost here. */
async function send(query: string, variables = '{}') {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json',
      authorization: 'Bearer phx_sandbox',
    },
    body: `{"query":${JSON.stringify(query)},"variables":${variables}}`,
  });
  return { status: response.status, text: await response.text() };
}

const LOST = ['9007199254740993', '-9007199254740993', '1e999', '-1e999'];

describe('a number that would be sent to PostHog as another one is refused before anything is sent', () => {
  it.each(LOST)('in a variable of JSON, with its path: %s', async (number) => {
    const query = create('$payload', '($payload: JSON)');
    const { status, text } = await send(query, `{"payload":{"a":[1,{"b":${number}}]}}`);
    expect(status).toBe(400);
    expect(text).toContain('BAD_USER_INPUT');
    expect(text).toContain(String.raw`too large to be exact at \"payload.a[1].b\"`);
    expect(await sentToPostHog()).toEqual([]);
  });

  it('in a variable of JSON that is the number', async () => {
    const query = create('$payload', '($payload: JSON)');
    const { status, text } = await send(query, '{"payload":9007199254740993}');
    expect(status).toBe(400);
    expect(text).toContain(
      String.raw`Variable \"$payload\" has a number that is too large to be exact.`,
    );
  });

  it('in the variable of an ID, which would name another object', async () => {
    const query = 'query ($id: ID!) { experiment(id: $id) { name } }';
    const { text } = await send(query, '{"id":9007199254740993}');
    expect(text).toContain('INVALID_ID');
    expect(await sentToPostHog()).toEqual([]);
  });

  it.each(LOST)('in a literal of JSON: %s', async (number) => {
    const { status, text } = await send(create(`{ a: [1, { b: ${number} }] }`));
    expect(status).toBe(400);
    expect(text).toContain('GRAPHQL_VALIDATION_FAILED');
    expect(text).toContain('too large to be exact');
    expect(await sentToPostHog()).toEqual([]);
  });

  it('in a variable over a WebSocket', async () => {
    const raw = openSocket(server.url);
    raw.send({ type: 'connection_init', payload: { authorization: 'Bearer phx_sandbox' } });
    await raw.next();
    const query = JSON.stringify(create('$payload', '($payload: JSON)'));
    const payload = `{"query":${query},"variables":{"payload":1e999}}`;
    raw.send(`{"type":"subscribe","id":"1","payload":${payload}}`);
    expect(await raw.next()).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
    expect(await sentToPostHog()).toEqual([]);
    raw.socket.close();
  });
});

it('a number that can be kept is sent, however it is written', async () => {
  const query = create('{ a: 9007199254740992, b: 1e21, c: 0.12345678901234567890, d: -5 }');
  expect((await send(query)).text).toContain('CreateExperimentPayload');
  const { text } = await send(
    create('$payload', '($payload: JSON)').replace('"exact"', '"exact-too"'),
    '{"payload":{"a":9007199254740991,"c":0.12345678901234567890}}',
  );
  expect(text).toContain('CreateExperimentPayload');
});

it('a large number is no problem where a Float is expected, also once the document is compiled', async () => {
  const query = `query ($input: CalculateRunningTimeInput!) {
    calculateRunningTime(input: $input) { recommendedSampleSize }
  }`;
  const stats = '{"numberOfSamples":1000,"sum":50000000000,"sumSquares":3e21}';
  const input = `"metricType":"MEAN_SUM_OR_AVG","minimumDetectableEffect":5,"baselineStats":${stats}`;
  for (let run = 1; run <= 4; run += 1) {
    // oxlint-disable-next-line no-await-in-loop -- the third run is of the compiled document
    const { status, text } = await send(query, `{"input":{${input}}}`);
    expect({ status, text }).toEqual({
      status: 200,
      text: expect.stringContaining('"recommendedSampleSize":3200'),
    });
  }
});

it('in the JSON of an input, with its path', async () => {
  const { status, text } = await send(
    'mutation ($input: ApplyExperimentInput!) { applyExperiment(input: $input) { __typename } }',
    '{"input":{"planHash":"x","spec":{"metrics":[{"goal":9007199254740993}]}}}',
  );
  expect(status).toBe(400);
  expect(text).toContain(String.raw`too large to be exact at \"input.spec.metrics[0].goal\"`);
  expect(await sentToPostHog()).toEqual([]);
});
