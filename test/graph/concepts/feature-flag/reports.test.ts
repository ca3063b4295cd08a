import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../support/graph.ts';
import { asColleague } from '../../../support/sandbox-control.ts';

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph({ sandbox: { now: '2026-03-20T12:00:00Z' } });
});
afterAll(() => graph.close());
beforeEach(() => graph.sandbox.reset());

const flag = async (key: string) => {
  const { data } = await graph.query(
    'query ($key: String) { featureFlag(key: $key) { id posthogId } }',
    { key },
  );
  return data['featureFlag'] as { id: string; posthogId: number };
};

describe('the status report of a flag', () => {
  it("agrees with the flag's status and gives the reason, for 1 upstream call", async () => {
    const { id } = await flag('one-page-checkout');
    const { data, calls, errors } = await graph.query(
      'query ($id: ID) { featureFlag(id: $id) { status statusReport { status reason } } }',
      { id },
    );
    expect(errors).toBeUndefined();
    const { status, statusReport } = data['featureFlag'];
    expect(statusReport).toEqual({ status, reason: expect.stringMatching(/\w+ \w+/) });
    expect(calls).toBe(2);
  });
});

describe('the flags that depend on a flag', () => {
  it('are those whose conditions use its value, and link to the full flag for 1 call', async () => {
    const { id, posthogId } = await flag('editor-v4');
    const dependent = await asColleague(graph.sandbox, 'POST', 'feature_flags/', {
      key: 'editor-v4-comments',
      name: 'Comments of the new editor',
      active: true,
      filters: {
        groups: [
          {
            properties: [
              { key: String(posthogId), type: 'flag', value: true, operator: 'flag_evaluates_to' },
            ],
            rollout_percentage: 100,
          },
        ],
      },
    });
    const document = `query ($id: ID) {
      featureFlag(id: $id) {
        dependentFlags { featureFlagId posthogId key name featureFlag { id active } }
      }
    }`;
    const { data, calls, errors } = await graph.query(document, { id });
    expect(errors).toBeUndefined();
    const [found] = data['featureFlag'].dependentFlags;
    expect(data['featureFlag'].dependentFlags).toEqual([
      {
        featureFlagId: found.featureFlag.id,
        posthogId: dependent['id'],
        key: 'editor-v4-comments',
        name: 'Comments of the new editor',
        featureFlag: { id: expect.any(String), active: true },
      },
    ]);
    expect(calls).toBe(3);
  });

  it('are none for a flag that no other depends on', async () => {
    const { id } = await flag('new-navigation');
    const { data, calls } = await graph.query(
      'query ($id: ID) { featureFlag(id: $id) { dependentFlags { key } } }',
      { id },
    );
    expect(data['featureFlag'].dependentFlags).toEqual([]);
    expect(calls).toBe(2);
  });
});

interface MyFlag {
  readonly isOn: boolean;
  readonly variantKey: string | null;
  readonly value: unknown;
  readonly featureFlag: {
    readonly key: string;
    readonly active: boolean;
    readonly variants: readonly { readonly key: string }[];
  };
}

describe('my flags', () => {
  it("are all flags with their values for the key's owner, in 1 upstream call", async () => {
    const { data, calls, errors } = await graph.query(`{
      myFlags { isOn variantKey value featureFlag { key active variants { key } } }
    }`);
    expect(errors).toBeUndefined();
    const answers: readonly MyFlag[] = data['myFlags'];
    const answerOf = (key: string) => answers.find(({ featureFlag }) => featureFlag.key === key);
    expect(answerOf('new-navigation')).toMatchObject({ isOn: true, variantKey: null });
    expect(answerOf('uploads-kill-switch')).toMatchObject({ isOn: false, value: false });
    const off = answers.filter(({ featureFlag }) => !featureFlag.active);
    expect(off.filter(({ isOn }) => isOn)).toEqual([]);
    const split = answers.filter(
      ({ isOn, featureFlag }) => isOn && featureFlag.variants.length > 0,
    );
    expect(split.length).toBeGreaterThan(5);
    for (const { variantKey, value, featureFlag } of split) {
      expect(featureFlag.variants.map(({ key }) => key)).toContain(variantKey);
      expect(value).toBe(variantKey);
    }
    expect(calls).toBe(1);
  });

  it('are evaluated for the given groups', async () => {
    const { errors } = await graph.query(
      '{ myFlags(groups: [{ type: "organization", key: "lumen" }]) { isOn } }',
    );
    expect(errors).toBeUndefined();
    expect(graph.sandbox.requests().at(-1)?.query).toEqual({
      groups: '{"organization":"lumen"}',
    });
  });
});
