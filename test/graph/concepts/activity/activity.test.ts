import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGraph, type TestGraph } from '../../../support/graph.ts';
import { asColleague } from '../../../support/sandbox-control.ts';

let graph: TestGraph;
let id: string;
beforeAll(async () => {
  graph = await startGraph({ sandbox: { now: '2026-03-20T12:00:00Z' } });
  const { data } = await graph.query(
    '{ experiments(first: 1, filter: { search: "One-page checkout" }) { nodes { id } } }',
  );
  id = data['experiments'].nodes[0].id;
});
afterAll(() => graph.close());
beforeEach(() => graph.sandbox.clearRequests());

const ONE = `query ($id: ID!, $first: Int, $after: String) {
  experiment(id: $id) {
    posthogId
    activity(first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage hasPreviousPage endCursor }
      nodes { uuid activity scope createdAt detail { name changes { field before after } } }
    }
  }
}`;

interface Entry {
  readonly uuid: string;
  readonly createdAt: string;
  readonly scope: string;
}

interface Log {
  readonly totalCount: number;
  readonly nodes: readonly Entry[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly endCursor: string | null;
  };
}

const logOf = async (variables: Record<string, unknown>): Promise<Log> => {
  const answer = await graph.query(ONE, { id, ...variables });
  expect(answer.errors).toBeUndefined();
  return answer.data['experiment'].activity;
};

const activityRequests = () =>
  graph.sandbox.requests().filter(({ path }) => path.endsWith('/activity/'));

describe('the activity of an experiment', () => {
  it('lists the changes of the experiment and of its flag, newest first, in 1 upstream call', async () => {
    const log = await logOf({ first: 100 });
    expect(log.totalCount).toBe(log.nodes.length);
    const times = log.nodes.map(({ createdAt }) => createdAt);
    expect(times).toEqual(times.toSorted().toReversed());
    expect(new Set(log.nodes.map(({ scope }) => scope))).toEqual(
      new Set(['Experiment', 'FeatureFlag']),
    );
    expect(log.nodes).toContainEqual(
      expect.objectContaining({
        activity: 'updated',
        scope: 'Experiment',
        detail: {
          name: 'One-page checkout',
          changes: [{ field: 'start_date', before: null, after: expect.any(String) }],
        },
      }),
    );
    expect(activityRequests()).toHaveLength(1);
  });

  describe('when it is long', () => {
    let whole: readonly Entry[];
    beforeAll(async () => {
      const { posthogId } = (await graph.query(ONE, { id })).data['experiment'];
      for (let edit = 1; edit <= 26; edit += 1) {
        graph.sandbox.setClock({ advance: '1m' });
        await asColleague(graph.sandbox, 'PATCH', `experiments/${posthogId}/`, {
          description: `Edit ${edit}`,
        });
      }
      whole = (await logOf({ first: 100 })).nodes;
    });

    it('has the entries of all edits', () => {
      expect(whole.length).toBeGreaterThan(26);
    });

    it.each([1, 4, 7, 10, 25])(
      'gives the same entries %i at a time as at once, each page for 1 upstream call',
      async (first) => {
        const read: Entry[] = [];
        let after: string | null = null;
        for (let pages = 0; pages <= whole.length; pages += 1) {
          const page: Log = await logOf({ first, after });
          expect(page.totalCount).toBe(whole.length);
          expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
          read.push(...page.nodes);
          if (!page.pageInfo.hasNextPage) break;
          after = page.pageInfo.endCursor;
        }
        expect(read).toEqual(whole);
        expect(activityRequests()).toHaveLength(Math.ceil(whole.length / first));
      },
    );

    it('can be continued from any entry with any page size', async () => {
      const { edges } = (
        await graph.query(
          'query ($id: ID!) { experiment(id: $id) { activity(first: 100) { edges { cursor } } } }',
          { id },
        )
      ).data['experiment'].activity;
      for (const [place, { cursor }] of edges.entries()) {
        const first = (place % 6) + 1;
        const page = await logOf({ first, after: cursor });
        expect(page.nodes).toEqual(whole.slice(place + 1, place + 1 + first));
      }
    });

    it('requests few entries from PostHog beyond those it returns', async () => {
      let after: string | null = null;
      for (let pages = 0; pages < 5; pages += 1) {
        after = (await logOf({ first: 5, after })).pageInfo.endCursor;
      }
      for (const { query } of activityRequests()) expect(Number(query['limit'])).toBeLessThan(12);
    });
  });

  it('is empty after the last entry, not an error', async () => {
    const { pageInfo, totalCount } = await logOf({ first: 100 });
    const behind = await logOf({ first: 5, after: pageInfo.endCursor });
    expect(behind.nodes).toEqual([]);
    expect(behind.totalCount).toBe(totalCount);
    expect(behind.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: true, endCursor: null });
  });

  it('names who made each change', async () => {
    const answer = await graph.query(
      `query ($id: ID!) {
      experiment(id: $id) {
        createdBy { email }
        activity(first: 1) { nodes { id isSystem user { email firstName raw } detail { raw merge { type } trigger { jobType } } } }
      }
    }`,
      { id },
    );
    const { createdBy, activity } = answer.data['experiment'];
    expect(activity.nodes[0]).toMatchObject({
      isSystem: false,
      user: { email: createdBy.email, raw: { email: createdBy.email } },
      detail: { merge: null, trigger: null },
    });
  });

  it('refuses more than 100 entries at once without an upstream call for them', async () => {
    const answer = await graph.query(ONE, { id, first: 101 });
    expect(answer.errors?.[0]?.extensions['code']).toBe('PAGE_OUT_OF_RANGE');
    expect(answer.data['experiment'].activity).toBeNull();
    expect(activityRequests()).toEqual([]);
  });
});

describe('the activity of a feature flag', () => {
  it('lists only changes of the flag, in 1 upstream call more than the experiment it is embedded in', async () => {
    const { data, calls } = await graph.query(`{
      experiments(first: 1, filter: { search: "One-page checkout" }) {
        nodes { featureFlag { key activity { totalCount nodes { scope detail { name } } } } }
      }
    }`);
    const flag = data['experiments'].nodes[0].featureFlag;
    expect(flag.activity.totalCount).toBeGreaterThan(0);
    for (const entry of flag.activity.nodes) {
      expect(entry).toEqual({ scope: 'FeatureFlag', detail: { name: flag.key } });
    }
    expect(calls).toBe(2);
  });
});
