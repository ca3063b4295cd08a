import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pinnedContract } from '../../src/posthog/api/openapi.ts';
import {
  operations,
  type AnswerShape,
  type Operation,
  type OperationId,
} from '../../src/posthog/api/operations.ts';
import type { LoggedRequest } from '../../src/sandbox/sandbox.ts';
import { operationsLeft } from '../graph/concepts/exposure/exposure.ts';
import { fill } from '../sandbox/support/case-runner.ts';
import { comparable, differences } from './compare.ts';
import { openApis, type Apis } from './apis.ts';
import { experimentReads } from './experiment-reads.ts';
import { experimentWrites } from './experiment-writes.ts';
import { flagRows } from './flag-rows.ts';
import { otherRows } from './other-rows.ts';
import { omitted, type Question, type Row } from './row.ts';
import { wholeOf } from './selection.ts';
import { begin, subjectsOf } from './subjects.ts';

const rows: Readonly<Record<OperationId, Row>> = {
  ...experimentReads,
  ...experimentWrites,
  ...flagRows,
  ...otherRows,
};

type Entry = readonly [id: OperationId, row: Row];
const all = Object.entries(rows) as Entry[];
/** How the other APIs perform what PostHog refuses. */
const performedAs = (id: OperationId) => operations[id].consequence?.performedAs;

let apis: Apis;
let subjects: Record<string, unknown> = {};
let isUntouched = false;

beforeAll(async () => {
  apis = await openApis();
  await begin(apis.sandbox);
  subjects = await subjectsOf(apis.sandbox);
  isUntouched = true;
});
afterAll(() => apis.close());

/** Runs an operation through one API, starting from the same state as the others. */
async function on<Answer>({ effect }: Operation, ask: () => Promise<Answer>): Promise<Answer> {
  if (!isUntouched) await begin(apis.sandbox);
  isUntouched = effect === 'read';
  apis.sandbox.clearRequests();
  return ask();
}

const argumentsOf = ({ path = {}, query = {}, body }: Row) => ({
  path: fill(path, subjects),
  query: fill(query, subjects),
  ...(body && { body: fill(body, subjects) }),
});

const atRest = (operation: Operation, row: Row) =>
  on(operation, () => apis.rest(operation, argumentsOf(row)));

/** PostHog's answer as the REST API returns it. @throws Error when it is a refusal */
async function answerOf(operation: Operation, row: Row): Promise<unknown> {
  const { status, body } = await atRest(operation, row);
  if (status >= 300) throw new Error(`REST: ${status} ${JSON.stringify(body)}`);
  return body;
}

/**
 * The tool's answer without the wrapper that MCP puts around lists and empty answers.
 * @throws Error when it is a refusal
 */
async function toolAnswerOf(operation: Operation, row: Row, shape: AnswerShape): Promise<unknown> {
  const { isError, text, structured } = await on(operation, () =>
    apis.mcp(operation, argumentsOf(row)),
  );
  if (isError) throw new Error(`MCP: ${text}`);
  if (shape === 'array') return structured['items'];
  if (shape === 'nothing') return structured['done'] === true ? '' : structured;
  return structured;
}

/**
 * The field's answer, under PostHog's names.
 * @param performed the operation whose answer it is
 * @throws Error when the graph answers errors, or did not call the operation it is declared to call
 */
async function graphAnswerOf(
  operation: Operation,
  question: Question,
  performed: Operation,
): Promise<unknown> {
  const selection = question.select(wholeOf(pinnedContract().operation(performed.id).answer));
  const asked = fill({ field: question.field, within: question.within ?? [] }, subjects);
  const value = await on(operation, () => apis.graph({ ...question, ...asked }, selection));
  const called = operations[question.calls ?? operation.id];
  if (!apis.sandbox.requests().some((request) => isOf(called, request))) {
    throw new Error(`${question.field} did not call ${called.id}.`);
  }
  return question.pick ? question.pick(value as never) : value;
}

const isOf = ({ method, path }: Operation, request: LoggedRequest) =>
  request.method === method &&
  new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(request.path);

/** The answers of the other APIs, given REST's answer. */
async function othersThan(rest: unknown, [id, row]: Entry, performed: Operation) {
  const tool = await toolAnswerOf(operations[id], row, performed.answer);
  const graph = row.graph && (await graphAnswerOf(operations[id], row.graph, performed));
  const names = Object.keys({ ...omitted, ...row.omitted });
  return {
    rest: comparable(rest, row),
    mcp: comparable(tool, row),
    graphDiffers: row.graph
      ? differences(comparable(graph, row), comparable(rest, row), names)
      : operationsLeft[id],
  };
}

describe('the table of operations', () => {
  it('has a row in these tests for every operation and for no other', () => {
    expect(Object.keys(rows).sort()).toEqual(Object.keys(operations).sort());
  });

  it('has a graph field that calls each operation, or a documented reason for having none', () => {
    const called = all.filter(([id, { graph }]) => graph && (graph.calls ?? id) === id);
    const uncalled = Object.keys(operations).filter((id) => !called.some(([own]) => own === id));
    expect(uncalled.sort()).toEqual(Object.keys(operationsLeft).sort());
  });
});

describe('the same data is answered', () => {
  const plain = all.filter(([id, { refused }]) => !refused && !performedAs(id));

  it.each(plain.filter(([, { graph }]) => graph))(
    'by %s through REST, MCP and the graph',
    async (...entry) => {
      const operation = operations[entry[0]];
      const others = await othersThan(await answerOf(operation, entry[1]), entry, operation);
      expect(others.mcp).toEqual(others.rest);
      expect(others.graphDiffers).toEqual([]);
    },
  );

  it.each(plain.filter(([, { graph }]) => !graph))(
    'by %s through REST and MCP; the graph lacks it, with a documented reason',
    async (...entry) => {
      const operation = operations[entry[0]];
      const others = await othersThan(await answerOf(operation, entry[1]), entry, operation);
      expect(others.mcp).toEqual(others.rest);
      expect(others.graphDiffers).toMatch(/\w/);
    },
  );
});

describe('an operation that PostHog refuses', () => {
  it.each(all.filter(([id]) => performedAs(id)))(
    '%s is a 405 through REST, and a soft deletion by PATCH through MCP and the graph',
    async (...entry) => {
      const [id, row] = entry;
      const { status, body } = await atRest(operations[id], row);
      expect({ status, body }).toEqual({ status: 405, body: '' });
      const instead = performedAs(id);
      const performed = operations[instead?.operation as OperationId];
      const done = await answerOf(performed, { ...row, body: instead?.body ?? {} });
      const others = await othersThan(done, entry, performed);
      expect(others.rest).toMatchObject({ deleted: true });
      expect(others.mcp).toEqual(others.rest);
      expect(others.graphDiffers).toEqual([]);
    },
  );

  it.each(all.filter(([, { refused }]) => refused))(
    '%s is refused to a personal API key with the same message through REST and MCP',
    async (id, row) => {
      const { status, body } = await atRest(operations[id], row);
      expect(status).toBe(row.refused?.status);
      const answer = await on(operations[id], () => apis.mcp(operations[id], argumentsOf(row)));
      expect(answer.isError).toBe(true);
      expect(answer.text.split('\n')[0]).toBe(`${row.refused?.code}: ${body.detail}`);
      expect(operationsLeft[id]).toMatch(/\w/);
    },
  );
});
