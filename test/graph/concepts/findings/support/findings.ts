import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { startChangedGraph, type ChangedGraph } from '../../../../support/changed-graph.ts';
import { asColleague, injectFault, type WireObject } from '../../../../support/sandbox-control.ts';

export interface ShownFinding {
  readonly code: string;
  readonly severity: string;
  readonly category: string;
  readonly message: string;
  readonly remedy: string;
  readonly action: string | null;
  readonly variantKey: string | null;
  readonly metricUuid: string | null;
  readonly unchecked: readonly string[];
  readonly evidence: readonly {
    readonly name: string;
    readonly value: number;
    readonly unit: string;
  }[];
}

const FIELDS =
  'code severity category message remedy action variantKey metricUuid unchecked evidence { name value unit }';

/** Starts the product over the seeded PostHog, which each test finds as it was and may change. */
export function useFindings() {
  let graph: ChangedGraph;
  beforeAll(async () => {
    graph = await startChangedGraph({ now: '2026-11-14T12:00:00Z' });
  });
  // Seeding takes longer than a test, so it is repeated only after tests that have changed something.
  let isChanged = false;
  beforeEach(() => {
    if (isChanged) graph.sandbox.reset();
    isChanged = false;
    graph.posthog.mangles();
  });
  afterAll(() => graph.close());

  /** Asks for the findings of a seeded experiment; the answer has the calls that were made and predicted. */
  async function ask(id: number, args = '') {
    graph.sandbox.clearRequests();
    const { data, errors, calls, extensions } = await graph.query(
      `{ experiment(id: "${id}") { findings${args && `(${args})`} { ${FIELDS} } } }`,
    );
    expect(errors).toBeUndefined();
    const requested = graph.sandbox.requests().map(({ path }) => path.split('?')[0]!);
    expect(requested).toHaveLength(calls);
    const predicted = extensions['upstream'].predicted as number;
    expect(predicted).toBeGreaterThanOrEqual(calls);
    const findings = data['experiment'].findings as readonly ShownFinding[];
    return { findings, calls, predicted, requested };
  }

  return {
    get graph() {
      return graph;
    },
    ask,
    /** The findings of a seeded experiment that have a code. */
    found: async (id: number, code: string) =>
      (await ask(id)).findings.filter((finding) => finding.code === code),
    colleague: (method: string, path: string, body?: WireObject) => {
      isChanged ||= method !== 'GET';
      return asColleague(graph.sandbox, method, path, body);
    },
    advance: (by: string) => {
      isChanged = true;
      graph.sandbox.setClock({ advance: by });
    },
    /** Lets PostHog fail for requests whose path matches. */
    fail: (path: string) => {
      isChanged = true;
      return injectFault(graph.sandbox, path, { status: 500, times: 99 });
    },
    changeFlag: async (id: number, change: (filters: WireObject) => WireObject) => {
      isChanged = true;
      const { feature_flag: flag } = await asColleague(graph.sandbox, 'GET', `experiments/${id}/`);
      await asColleague(graph.sandbox, 'PATCH', `feature_flags/${flag['id']}/`, {
        filters: change(flag['filters']),
      });
    },
  };
}
