import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Kind, OperationTypeNode, parse, validate, type OperationDefinitionNode } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../src/graph/schema.ts';
import type { LoggedRequest, Sandbox } from '../../src/sandbox/sandbox.ts';
import { startCheckedSandbox } from '../sandbox/support/checked-sandbox.ts';
import { answersTo, costOf, documentOf, examplesIn, programOf } from '../support/examples.ts';
import { startInProcess } from '../support/in-process.ts';
import type { GraphQLBody } from '../support/post.ts';

type Json = Record<string, unknown>;

const roots = [
  ['queries', schema.getQueryType()],
  ['mutations', schema.getMutationType()],
  ['subscriptions', schema.getSubscriptionType()],
] as const;
const folders = [...roots.map(([folder]) => folder), 'recipes'];
const names = folders.flatMap((folder) => examplesIn(folder));

const kebab = (field: string) => field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const capital = (field: string) => `${field.slice(0, 1).toUpperCase()}${field.slice(1)}`;

function operationOf(name: string): OperationDefinitionNode {
  const operations = parse(documentOf(name)).definitions.filter(
    (node) => node.kind === Kind.OPERATION_DEFINITION,
  );
  if (operations.length !== 1) throw new Error(`${name} has ${operations.length} operations`);
  return operations[0]!;
}

let sandbox: Sandbox;
/** Ids of recordings: they depend on the current time, so no document can contain them. */
let recordings: Json;

interface Run {
  readonly answers: readonly GraphQLBody<Json>[];
  readonly requests: readonly LoggedRequest[];
}

/** Several tests share one run. */
const runs = new Map<string, Promise<Run>>();

function run(name: string): Promise<Run> {
  const known = runs.get(name) ?? runOnSeed(name);
  runs.set(name, known);
  return known;
}

/**
 * Runs an example on the seed, through a server with an empty cache, and counts the requests to
 * PostHog.
 */
async function runOnSeed(name: string): Promise<Run> {
  const server = await startInProcess({
    POSTHOG_HOST: sandbox.url,
    POSTHOG_API_KEY: 'phx_sandbox',
  });
  try {
    if (operationOf(name).operation === OperationTypeNode.MUTATION) sandbox.reset();
    sandbox.clearRequests();
    const answers = await answersTo(server.url, documentOf(name), variablesOf(name));
    return { answers, requests: sandbox.requests() };
  } finally {
    await server.stop();
  }
}

const variablesOf = (name: string): Json =>
  Object.fromEntries(
    (operationOf(name).variableDefinitions ?? []).map(({ variable }) => [
      variable.name.value,
      recordings[variable.name.value],
    ]),
  );

const dataOf = ([answer]: readonly GraphQLBody<Json>[]) => Object.values(answer?.data ?? {});

beforeAll(async () => {
  sandbox = await startCheckedSandbox();
  const { answers } = await run('recipes/recordings-to-watch');
  const [experiment] = dataOf(answers) as { sessionBucket: { sessionIds: string[] } }[];
  const sessionIds = experiment!.sessionBucket.sessionIds;
  recordings = { sessionIds, sessionId: sessionIds[0] };
});
afterAll(() => sandbox.close());

describe('the examples by field', () => {
  it.each(roots)('exist for each field, and for none that was removed: %s', (folder, type) => {
    const wanted = Object.keys(type?.getFields() ?? {}).map((field) => `${folder}/${kebab(field)}`);
    expect(examplesIn(folder)).toEqual(wanted.toSorted());
  });

  it.each(roots)('select the field they are named after, and no other: %s', (folder) => {
    for (const name of examplesIn(folder)) {
      const asked = operationOf(name).selectionSet.selections.map((node) =>
        node.kind === Kind.FIELD ? `${folder}/${kebab(node.name.value)}` : node.kind,
      );
      expect(asked).toEqual([name]);
    }
  });

  it('can be pasted unchanged, except for ids of recordings', () => {
    const open = names.flatMap((name) =>
      (operationOf(name).variableDefinitions ?? [])
        .filter(({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && !defaultValue)
        .map(({ variable }) => `${name} $${variable.name.value}`),
    );
    expect(open).toEqual([
      'queries/session-context $sessionId',
      'queries/session-contexts $sessionIds',
    ]);
  });

  it.each(names)('are valid against the schema: %s', (name) => {
    expect(validate(schema, parse(documentOf(name)))).toEqual([]);
  });

  it.each(names)('run on the sandbox with as many calls as they state: %s', async (name) => {
    const { answers, requests } = await run(name);
    for (const { errors } of answers) expect(errors).toBeUndefined();
    for (const answer of dataOf(answers)) {
      expect(answer).not.toBeNull();
      expect([answer].flat()).not.toContain(null);
    }
    expect(answers.at(-1)?.extensions?.upstream.calls).toBe(requests.length);
    expect(requests).toHaveLength(costOf(documentOf(name)));
  });
});

describe('an example of a mutation', () => {
  const mutations = examplesIn('mutations');

  it.each(mutations)('succeeds and handles every problem: %s', async (name) => {
    const { answers } = await run(name);
    const [[field, outcome] = []] = Object.entries(answers[0]?.data ?? {});
    expect(outcome).toMatchObject({ __typename: `${capital(field ?? '')}Payload` });
    expect(documentOf(name)).toContain('... on MutationProblem');
  });
});

describe('a recipe', () => {
  it.each(['recipes/dry-run-of-ship', 'recipes/bulk-dry-run'])(
    'of a dry run writes nothing: %s',
    async (name) => {
      const { requests } = await run(name);
      expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(['GET']));
    },
  );

  it('shows verdicts, and a split that deviates from the plan', async () => {
    const { answers } = await run('recipes/verdicts-and-sample-ratio');
    const text = JSON.stringify(answers);
    expect(text).toContain('"state":"WINNING"');
    expect(text).toContain('"suspicious":true');
  });

  it('delivers the verdicts after the list', async () => {
    const { answers } = await run('recipes/deferred-results');
    expect(answers.length).toBeGreaterThan(1);
    expect(JSON.stringify(answers[0])).not.toContain('verdict"');
    expect(JSON.stringify(answers.slice(1))).toContain('"state":"WINNING"');
  });

  it('triggers the approval it demonstrates', async () => {
    const { answers } = await run('recipes/approval-required');
    expect(dataOf(answers)).toMatchObject([
      { __typename: 'ApprovalRequired', changeRequestId: expect.stringMatching(/^[\da-f-]{36}$/) },
    ]);
  });
});

it('a program that sends a query by hash with GET gets the answer, and a 304 the second time', async () => {
  const server = await startInProcess();
  const environment = { ...process.env, GRAPHQL_URL: `${server.url}/graphql`, POSTHOG_API_KEY: '' };
  const program = programOf('http/persisted-get.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(program)], {
    env: environment,
  });
  const requests = await fetch(`${server.sandboxUrl}/_sandbox/requests`);
  expect(await requests.json()).toHaveLength(costOf(readFileSync(program, 'utf8')));
  await server.stop();
  expect(stdout).toMatch(/^200 private, max-age=\d+ W\/"[^"]+"\n( {4}[A-Z]+ .+\n){3}304 /);
});
