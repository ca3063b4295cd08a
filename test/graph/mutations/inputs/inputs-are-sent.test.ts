import { getNamedType, isInputObjectType, type GraphQLInputObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../../../src/graph/schema.ts';
import type { Sandbox } from '../../../../src/sandbox/sandbox.ts';
import { begin, subjectsOf } from '../../../parity/subjects.ts';
import { startCheckedSandbox } from '../../../sandbox/support/checked-sandbox.ts';
import { error, fakePostHog, json, type Received } from '../../../support/fake-posthog.ts';
import { startGraph, type TestGraph } from '../../../support/graph.ts';
import { asColleague } from '../../../support/sandbox-control.ts';
import { fieldCases, type FieldCase } from './fields.ts';
import { minimalInput, OTHER_PROJECT, values, type Subjects } from './values.ts';

type Json = Readonly<Record<string, unknown>>;

/** Fields whose value decides that nothing is written. */
const STOPS = new Set(['dryRun', 'planHash']);

/** An experiment as code, for `applyExperiment`. */
const AS_CODE = { name: 'As code', featureFlagKey: 'as-code' };

const refusal = json(400, error('validation_error', 'invalid_input', 'No.'));

let sandbox: Sandbox;
let posthog: Awaited<ReturnType<typeof fakePostHog>>;
let graph: TestGraph;
let subjects: Subjects;

beforeAll(async () => {
  sandbox = await startCheckedSandbox();
  await begin(sandbox);
  const found = await subjectsOf(sandbox);
  const checkout = await asColleague(sandbox, 'GET', `experiments/${String(found['checkout'])}/`);
  const running = await asColleague(sandbox, 'GET', `experiments/${String(found['running'])}/`);
  subjects = {
    ...(found as Subjects),
    second_metric: [...checkout['metrics'], ...checkout['metrics_secondary']].at(-1).uuid,
    version: running['version'],
    other_metric: running['metrics'][0].uuid,
  };
  // Reads are answered from the sandbox; writes are looked at and refused, so that nothing ever changes.
  posthog = await fakePostHog((response, request, index) => {
    if (request.method !== 'GET') return refusal(response, request, index);
    const asProject1 = request.url.replace(`/projects/${OTHER_PROJECT}/`, '/projects/1/');
    void fetch(sandbox.url + asProject1, {
      headers: { authorization: request.headers.authorization ?? '' },
    }).then(async (answer) =>
      response
        .writeHead(answer.status, { 'content-type': 'application/json' })
        .end(await answer.text()),
    );
  });
  graph = await startGraph({ host: posthog.host });
});
afterAll(async () => {
  await graph.close();
  await posthog[Symbol.asyncDispose]();
  await sandbox.close();
});

const mutations = Object.entries(schema.getMutationType()?.getFields() ?? {}).map(
  ([name, { args }]) => {
    const type = getNamedType(args[0]?.type);
    if (!isInputObjectType(type)) throw new Error(`${name} takes no input`);
    return [name, type] as const;
  },
);

/** What reaches PostHog of a mutation that is asked for some times at once. */
async function sentBy(name: string, type: GraphQLInputObjectType, input: Json, times: number) {
  const from = posthog.received.length;
  const document = `mutation ($input: ${type.name}!) { ${name}(input: $input) { __typename } }`;
  const [{ errors }] = await Promise.all([
    graph.query(document, { input }),
    ...Array.from({ length: times - 1 }, () => graph.query(document, { input })),
  ]);
  if (errors) throw new Error(`${name} ${JSON.stringify(input)}: ${errors[0]?.message}`);
  return posthog.received.slice(from).map(textOf);
}

const textOf = ({ method, url, body }: Received) => `${method} ${url} ${body}`;
const isWrite = (request: string) => !request.startsWith('GET ');

/** Why a field is not proved to be sent; undefined when it is. */
async function faultOf(
  name: string,
  type: GraphQLInputObjectType,
  { path, before, after }: FieldCase,
): Promise<string | undefined> {
  // The key keeps the second of two attempts from being sent.
  const twice = path === 'idempotencyKey';
  const ask = (input: Json) => sentBy(name, type, input, twice ? 2 : 1);
  const sent = await ask(before);
  const sentThen = await ask(after);
  if (!sent.some(isWrite)) return `${path}: nothing is written for ${JSON.stringify(before)}`;
  if (!STOPS.has(path) && !sentThen.some(isWrite)) {
    return `${path}: nothing is written for ${JSON.stringify(after)}`;
  }
  return JSON.stringify(sent) === JSON.stringify(sentThen)
    ? `${path}: the request is the same, whatever it says: ${sentThen.find(isWrite)}`
    : undefined;
}

async function baseOf(name: string): Promise<Json> {
  if (name !== 'applyExperiment') {
    return minimalInput(subjects)[name] ?? { id: String(subjects.running) };
  }
  return planned(AS_CODE);
}

async function planned(spec: Json, projectId = '1'): Promise<Json> {
  const { data } = await graph.query(
    'query ($spec: JSON!, $projectId: ID) { planExperiment(spec: $spec, projectId: $projectId) { planHash } }',
    { spec, projectId },
  );
  return { spec, planHash: data['planExperiment'].planHash };
}

describe('every field of the input of a mutation changes what PostHog is asked', () => {
  it.each(mutations)('%s', async (name, type) => {
    const { spec, ...changed } = await planned({ name: 'Changed', featureFlagKey: 'as-code' });
    const { planHash } = await planned(AS_CODE, OTHER_PROJECT);
    const known = {
      ...values(subjects),
      'ApplyExperimentInput.spec': { value: spec, together: changed },
      'ApplyExperimentInput.projectId': { value: OTHER_PROJECT, together: { planHash } },
    };
    const faults = [];
    for (const one of fieldCases(type, await baseOf(name), known)) {
      const fault = await faultOf(name, type, one);
      if (fault !== undefined) faults.push(fault);
    }
    expect(faults).toEqual([]);
  });
});
