import type { Answer, Asking, TestGraph } from './graph.ts';
import { load } from './sandbox-control.ts';

/** Every problem's fields, and of payloads the experiment as a follow-up reader would want it. */
export const OUTCOME = `
  __typename
  ... on MutationProblem { code message }
  ... on ValidationProblem { attr path faults { path code message } }
  ... on LifecycleConflict { reason current allowed }
  ... on ApprovalRequired {
    changeRequestId pending resourceType resourceId approverIds approvers changeRequest
  }
  ... on VersionConflict { expected currentVersion: current fields metricUuids }
  ... on PermissionDenied { missingScopes }
  ... on ExperimentPayload {
    reconciled
    replayed
    experiment { ${'posthogId name status archived startDate endDate conclusion conclusionComment version featureFlag { key active variants { key rolloutPercentage } releaseConditions { raw } }'} }
    dryRun {
      request { method path body }
      wouldSucceed
      preconditions { holds reason message }
      statusBefore
      statusAfter
      flagBefore { active variants { key rolloutPercentage } releaseConditions { raw } }
      flagAfter { active variants { key rolloutPercentage } releaseConditions { raw } }
    }
  }
`;

export type Outcome = Record<string, any>;

/** One mutation, and what came of it. */
export async function mutate(
  graph: TestGraph,
  field: string,
  input: Record<string, unknown>,
  { more = '', ...asking }: Asking & { more?: string } = {},
): Promise<Answer & { outcome: Outcome }> {
  const type = `${field[0]!.toUpperCase()}${field.slice(1)}Input`;
  const answer = await graph.query(
    `mutation ($input: ${type}!) { outcome: ${field}(input: $input) { ${OUTCOME} ${more} } }`,
    { input },
    asking,
  );
  return { ...answer, outcome: answer.data?.['outcome'] };
}

/** What the sandbox holds of an experiment and its flag. */
export async function stored(
  graph: TestGraph,
  id: number,
): Promise<{ experiment: Record<string, any>; flag: Record<string, any> }> {
  const response = await fetch(`${graph.sandbox.url}/_sandbox/state`);
  const { projects } = (await response.json()) as { projects: Record<string, any> };
  const project = projects['1'];
  const experiment = project.experiments.find((row: { id: number }) => row.id === id);
  const flag = project.feature_flags.find(
    ({ id: flagId }: { id: number }) => flagId === experiment.feature_flag?.id,
  );
  return { experiment, flag };
}

export const VARIANTS = [
  { key: 'control', rollout_percentage: 50 },
  { key: 'test', rollout_percentage: 50 },
];

export type Situation = 'draft' | 'running' | 'paused' | 'frozen' | 'stopped' | 'archived';

/** One experiment in a sandbox that holds nothing else, and a key for it. */
export interface Given {
  readonly id: string;
  readonly number: number;
  readonly key: string;
}

/** Empties the sandbox and puts one experiment of a kind into it. */
export async function given(
  graph: TestGraph,
  situation: Situation,
  more: {
    experiment?: Record<string, unknown>;
    flag?: Record<string, unknown>;
    rest?: Record<string, unknown>;
  } = {},
): Promise<Given> {
  const launched = situation !== 'draft';
  const ended = situation === 'stopped' || situation === 'archived';
  const group = {
    properties: [],
    rollout_percentage: 100,
    ...(situation === 'frozen' && { exposure_frozen: true, exposure_frozen_cohort: 9 }),
  };
  const loaded = await load(graph.sandbox, {
    experiment: {
      name: 'Checkout',
      feature_flag_key: 'checkout-test',
      start_date: launched ? '2026-01-05T09:00:00Z' : null,
      end_date: ended ? '2026-01-20T09:00:00Z' : null,
      archived: situation === 'archived',
      deleted: false,
      metrics: [],
      ...more.experiment,
    },
    flag: {
      key: 'checkout-test',
      active: launched && situation !== 'paused',
      filters: { multivariate: { variants: VARIANTS }, groups: [group] },
      ...more.flag,
    },
    ...more.rest,
  });
  return { ...loaded, number: Number(loaded.id) };
}

/** Requests that reached the sandbox since the last load or clearing, as `METHOD path`. */
export const sent = (graph: TestGraph): string[] =>
  graph.sandbox.requests().map(({ method, path }) => `${method} ${path}`);

export const writes = (graph: TestGraph): string[] =>
  sent(graph).filter((line) => !line.startsWith('GET '));
