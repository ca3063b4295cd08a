import {
  Kind,
  parse,
  parseValue,
  print,
  visit,
  type FieldNode,
  type ObjectValueNode,
  type OperationDefinitionNode,
} from 'graphql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { schema } from '../../../src/graph/schema.ts';
import { approvalRequired } from '../../support/approvals.ts';
import { documentOf, examplesIn } from '../../support/examples.ts';
import type { GraphAnswer } from '../../support/graph.ts';
import { sent } from '../../support/mutations.ts';
import { startReplicas, type Replicas } from '../../support/replicas.ts';
import { injectFault } from '../../support/sandbox-control.ts';
import { everythingOf } from '../../support/whole-payload.ts';

let replicas: Replicas;
beforeEach(async () => {
  replicas = await startReplicas();
});
afterEach(() => replicas.close());

const mutations = schema.getMutationType()!.getFields();

/** A mutation with an idempotency key, and everything that its result can say down to some levels. */
function repeatable(document: string): string {
  return print(
    visit(parse(document), {
      Field(node): FieldNode | undefined {
        const field = mutations[node.name.value];
        const [input] = node.arguments ?? [];
        if (!field || input?.value.kind !== Kind.OBJECT) return undefined;
        const key = parseValue('{ idempotencyKey: "once" }') as ObjectValueNode;
        const others = input.value.fields.filter(({ name }) => name.value !== 'idempotencyKey');
        const value = { ...input.value, fields: [...others, ...key.fields] };
        const [whole] = parse(`{ ${everythingOf(schema, String(field.type), 3)} }`).definitions;
        const { selectionSet } = whole as OperationDefinitionNode;
        return { ...node, arguments: [{ ...input, value }], selectionSet };
      },
    }),
  );
}

/** The example that applies a plan, with the plan for the project of the tests. */
async function documentFor(example: string): Promise<string> {
  const document = documentOf(example);
  const [, spec] = /spec: (\{[^]*\})\s*planHash/.exec(document) ?? [];
  if (spec === undefined) return document;
  const { data } = await replicas.a.query(`{ planExperiment(spec: ${spec}) { planHash } }`);
  replicas.a.sandbox.clearRequests();
  return document.replace(/planHash: ".*"/, `planHash: "${data['planExperiment'].planHash}"`);
}

/** Everything that an answer says, but whether it is a repeat, and what is counted up to now. */
const said = ({ data, errors }: GraphAnswer) =>
  JSON.parse(
    JSON.stringify({ data, errors }, (name, value: unknown) =>
      name === 'replayed' || name === 'durationDays' || name === 'errorId' ? null : value,
    ),
  ) as unknown;

/** What the request with the write knows of its answer, and the repeat has to read: the shared metric of a metric. */
const READ_AGAIN: Readonly<Record<string, RegExp>> = {
  'mutations/create-saved-metric': /^GET .*\/experiment_saved_metrics\/\d+\/$/,
  'mutations/update-saved-metric': /^GET .*\/experiment_saved_metrics\/\d+\/$/,
};

const isWrite = (line: string) => !line.startsWith('GET ');

/** Sends a mutation through one replica and repeats it through the other. */
async function twice(document: string) {
  const { a, b } = replicas;
  const first = await a.query(document);
  const sentFirst = sent(a);
  a.sandbox.clearRequests();
  const second = await b.query(document);
  return { first, second, sentFirst, sentSecond: sent(a) };
}

describe('a repeat at another replica', () => {
  it.each(examplesIn('mutations'))('is answered like the first: %s', async (example) => {
    const document = repeatable(await documentFor(example));
    const { first, second, sentFirst, sentSecond } = await twice(document);
    expect(first.errors).toBeUndefined();
    expect(JSON.stringify(first.data)).not.toContain('Problem"');
    expect(said(second)).toEqual(said(first));
    // Only what the selection needs beyond the answer of the write is read again.
    const lastWrite = sentFirst.findLastIndex(isWrite);
    expect(lastWrite).not.toBe(-1);
    const unknown = READ_AGAIN[example];
    expect(sentSecond.filter((line) => !unknown?.test(line))).toEqual(
      sentFirst.slice(lastWrite + 1),
    );
    expect(second.calls).toBe(sentSecond.length);
  });

  it.each([
    'createExperiment(input: { name: "Lost", featureFlagKey: "lost" })',
    'createHoldout(input: { name: "Lost", exclusionPercentage: 5 })',
    'createSavedMetric(input: { name: "Lost", metric: { mean: { source: { event: "$pageview" } } } })',
  ])('is answered like the first that was found in a list: %s', async (mutation) => {
    await injectFault(replicas.a.sandbox, '', { match: { method: 'POST' }, cut: true, times: 1 });
    const document = repeatable(`mutation { ${mutation} { __typename } }`);
    const { first, second, sentSecond } = await twice(document);
    expect(JSON.stringify(first.data)).toContain('"reconciled":true');
    expect(said(second)).toEqual(said(first));
    expect(sentSecond.filter(isWrite)).toEqual([]);
  });

  it.each([
    ['an answer', false],
    ['a row of a list', true],
  ])('says the same of values that cannot be read in %s', async (_what, isLost) => {
    const { posthog, a } = replicas;
    posthog.change = (text) =>
      text
        .replaceAll(/"rollout_percentage":\s*\d+/g, '"rollout_percentage":"half"')
        .replaceAll(/"created_by":\s*\{"id":\s*\d+/g, '"created_by":{"id":"x"')
        .replaceAll(/"archived":\s*false/g, '"archived":"perhaps"')
        .replaceAll(/"tags":\s*\[\]/g, '"tags":{}');
    if (isLost) {
      await injectFault(a.sandbox, '', { match: { method: 'POST' }, cut: true, times: 1 });
    }
    const document = repeatable(
      'mutation { createExperiment(input: { name: "Odd", featureFlagKey: "odd" }) { __typename } }',
    );
    const { first, second, sentSecond } = await twice(document);
    expect(first.errors?.map(({ extensions }) => extensions['code'])).toContain(
      'UPSTREAM_MALFORMED',
    );
    expect(said(second)).toEqual(said(first));
    expect(sentSecond.filter(isWrite)).toEqual([]);
  });

  it('says the same of a bulk action of which parts were refused and parts failed', async () => {
    const { sandbox } = replicas.a;
    await injectFault(sandbox, '/experiments/7/archive/', { status: 500, times: 1 });
    await injectFault(sandbox, '/experiments/7/$', { status: 500, times: 5 });
    replicas.posthog.refuse = (request) =>
      request.endsWith('/experiments/11/archive/')
        ? { status: 409, body: approvalRequired }
        : undefined;
    const document = repeatable(
      'mutation { bulkExperimentAction(input: { action: ARCHIVE, ids: ["5", "7", "11", "99999"] }) { __typename } }',
    );
    const { first, second, sentSecond } = await twice(document);
    expect(first.errors).toMatchObject([{ extensions: { uncertain: true } }]);
    expect(JSON.stringify(first.data)).toContain('"ApprovalRequired"');
    expect(JSON.stringify(first.data)).toContain('"NotFoundProblem"');
    expect(said(second)).toEqual(said(first));
    expect(sentSecond).toEqual([]);
  });
});
