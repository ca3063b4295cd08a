import type { GraphAnswer, Asking, TestGraph } from './graph.ts';
import { load } from './sandbox-control.ts';

const EXPERIMENT = `
  id posthogId projectId name status archived deleted startDate endDate conclusion
  conclusionComment version
  featureFlag { key active variants { key rolloutPercentage } releaseConditions { raw } }
`;

const PAYLOAD = `
  reconciled
  replayed
  experiment { ${EXPERIMENT} }
  dryRun {
    request { method path body }
    wouldSucceed
    preconditions { holds reason message }
    statusBefore
    statusAfter
    flagBefore { active variants { key rolloutPercentage } releaseConditions { raw } }
    flagAfter { active variants { key rolloutPercentage } releaseConditions { raw } }
  }
`;

const PROBLEMS: Readonly<Record<string, string>> = {
  ValidationProblem: 'attr path faults { path code message }',
  LifecycleConflict: 'reason current allowed',
  ApprovalRequired:
    'changeRequestId pending resourceType resourceId approverIds approvers changeRequest',
  VersionConflict: 'expected currentVersion: current fields metricUuids',
  PermissionDenied: 'missingScopes',
};

const PLAIN = ['ValidationProblem', 'PermissionDenied'];

/** The selection of a result union: every problem's fields, and the payload's. */
function selection(payload: string, fields: string, problems: readonly string[]): string {
  return `
    __typename
    ... on MutationProblem { code message }
    ${problems.map((problem) => `... on ${problem} { ${PROBLEMS[problem]} }`).join('\n')}
    ... on ${payload} { ${fields} }
  `;
}

type Json = Readonly<Record<string, unknown>>;

export interface FlagAnswer {
  readonly key: string;
  readonly active: boolean;
  readonly variants: readonly { readonly key: string; readonly rolloutPercentage: number }[];
  readonly releaseConditions: readonly { readonly raw: Json }[];
}

export interface ExperimentAnswer extends Json {
  readonly id: string;
  readonly posthogId: number;
  readonly projectId: string;
  readonly name: string;
  readonly status: string;
  readonly startDate: string | null;
  readonly version: number;
  readonly featureFlag: FlagAnswer;
}

export interface DryRunAnswer {
  readonly request: { readonly method: string; readonly path: string; readonly body: Json | null };
  readonly wouldSucceed: boolean | null;
  readonly preconditions: readonly {
    readonly holds: boolean;
    readonly reason: string;
    readonly message: string;
  }[];
  readonly statusBefore: string | null;
  readonly statusAfter: string | null;
  readonly flagBefore: FlagAnswer | null;
  readonly flagAfter: FlagAnswer | null;
}

/** The fields of all union members a mutation can answer; each member has its own part. */
export interface Outcome {
  readonly __typename: string;
  readonly code: string;
  readonly message: string;
  readonly path: string | null;
  readonly faults: readonly {
    readonly path: string | null;
    readonly code: string;
    readonly message: string;
  }[];
  readonly experiment: ExperimentAnswer;
  readonly dryRun: DryRunAnswer;
  readonly reconciled: boolean;
  readonly replayed: boolean;
  readonly [field: string]: unknown;
}

type Mutated = GraphAnswer<{ outcome: Outcome }> & { readonly outcome: Outcome };

async function send(
  graph: TestGraph,
  field: string,
  input: Json,
  select: string,
  asking: Asking,
): Promise<Mutated> {
  const answer = await graph.query<{ outcome: Outcome }>(
    `mutation ($input: ${pascal(field)}Input!) { outcome: ${field}(input: $input) { ${select} } }`,
    { input },
    asking,
  );
  return { ...answer, outcome: answer.data?.outcome };
}

const pascal = (field: string) => `${field[0]!.toUpperCase()}${field.slice(1)}`;

/** Runs one mutation of an experiment, and returns its outcome. */
export function mutate(
  graph: TestGraph,
  field: string,
  input: Json,
  asking: Asking = {},
): Promise<Mutated> {
  // Deleted experiments cannot be read, so these two have separate payloads.
  const own = field === 'deleteExperiment' || field === 'restoreExperiment';
  const payload = own ? `${pascal(field)}Payload` : 'ExperimentPayload';
  return send(graph, field, input, selection(payload, PAYLOAD, Object.keys(PROBLEMS)), asking);
}

/** Runs any mutation, with the given selection of its payload. */
export function mutateFor(
  graph: TestGraph,
  field: string,
  input: Json,
  select: string,
  { problems = PLAIN, ...asking }: Asking & { readonly problems?: readonly string[] } = {},
): Promise<Mutated> {
  return send(graph, field, input, selection(`${pascal(field)}Payload`, select, problems), asking);
}

interface StoredRow extends Json {
  readonly id: number;
  readonly feature_flag: { readonly id: number } | null;
}

/** The stored rows of an experiment of project 1 and of its flag, deleted or not. */
export async function stored(
  graph: TestGraph,
  id: number,
): Promise<{ readonly experiment: StoredRow; readonly flag: Json | undefined }> {
  const response = await fetch(`${graph.sandbox.url}/_sandbox/state`);
  const { projects } = (await response.json()) as {
    projects: Record<
      string,
      { experiments: StoredRow[]; feature_flags: (Json & { id: number })[] }
    >;
  };
  const project = projects['1']!;
  const experiment = project.experiments.find((row) => row.id === id)!;
  return {
    experiment,
    flag: project.feature_flags.find((flag) => flag.id === experiment.feature_flag?.id),
  };
}

export const VARIANTS = [
  { key: 'control', rollout_percentage: 50 },
  { key: 'test', rollout_percentage: 50 },
];

/** A condition that a frozen flag had before: the freeze added another, with its own cohort. */
const OWN_COHORT = { key: 'id', type: 'cohort', value: 4, operator: 'in' };

export type Situation = 'draft' | 'running' | 'paused' | 'frozen' | 'stopped' | 'archived';

/** A single experiment in an otherwise empty sandbox, and a key for it. */
export interface Given {
  readonly id: string;
  readonly number: number;
  readonly key: string;
}

/** Empties the sandbox and loads one experiment into it. */
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
  const group =
    situation === 'frozen'
      ? {
          properties: [OWN_COHORT, { ...OWN_COHORT, value: 9 }],
          rollout_percentage: 100,
          exposure_frozen: true,
          exposure_frozen_cohort: 9,
        }
      : { properties: [], rollout_percentage: 100 };
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
