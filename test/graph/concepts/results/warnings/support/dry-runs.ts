import { afterEach, beforeEach, expect } from 'vitest';
import { startGraph, type TestGraph } from '../../../../../support/graph.ts';
import { asColleague } from '../../../../../support/sandbox-control.ts';
import { writes } from '../../../../../support/mutations.ts';

export interface Warning {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly variantKey: string | null;
  readonly metricUuid: string | null;
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly evidence: Record<string, any>;
}

const pascal = (field: string) => field[0]!.toUpperCase() + field.slice(1);

/** Starts the product for each test of a suite, and rehearses actions on seeded experiments. */
export function useDryRuns() {
  let graph: TestGraph;
  beforeEach(async () => {
    // What people have done by now depends on the day of the week and the time of day.
    graph = await startGraph({ sandbox: { now: '2026-11-27T12:00:00Z' } });
  });
  afterEach(() => graph.close());

  /** The answer to the dry run of a mutation of a seeded experiment. */
  async function rehearse(
    field: string,
    id: number,
    input: Readonly<Record<string, unknown>> = {},
    selection = 'code severity message variantKey metricUuid evidence',
  ) {
    graph.sandbox.clearRequests();
    const name = pascal(field);
    const answer = await graph.query(
      `mutation ($input: ${name}Input!) {
        outcome: ${field}(input: $input) {
          ... on ${name}Payload { dryRun { wouldSucceed ${selection && `warnings { ${selection} }`} } }
          ... on MutationProblem { code message }
        }
      }`,
      { input: { id: String(id), dryRun: true, ...input } },
    );
    expect(answer.errors).toBeUndefined();
    expect(writes(graph)).toEqual([]);
    return { ...answer, dryRun: answer.data['outcome'].dryRun };
  }

  async function warningsOf(...asked: Parameters<typeof rehearse>): Promise<readonly Warning[]> {
    return (await rehearse(...asked)).dryRun.warnings;
  }

  return {
    get graph() {
      return graph;
    },
    rehearse,
    warningsOf,
    ship: (id: number, variantKey: string, more = {}) =>
      warningsOf('shipVariant', id, { variantKey, conclusion: 'WON', ...more }),
    change: (id: number, body: Record<string, unknown>) =>
      asColleague(graph.sandbox, 'PATCH', `experiments/${id}/`, body),
    changeFlag: async (id: number, filters: (now: Record<string, unknown>) => object) => {
      const { feature_flag: flag } = await asColleague(graph.sandbox, 'GET', `experiments/${id}/`);
      await asColleague(graph.sandbox, 'PATCH', `feature_flags/${flag.id}/`, {
        filters: filters(flag.filters),
      });
    },
  };
}
