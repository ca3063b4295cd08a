import type { TestGraph } from './graph.ts';
import { mutateFor } from './mutations.ts';
import { asColleague } from './sandbox-control.ts';

type Json = Readonly<Record<string, unknown>>;

/** A mutation that creates something, on the seed of the sandbox. */
export interface CreationCase {
  readonly field: string;
  readonly input: Json;
  /** Selects PostHog's number of what was created, as `posthogId`, below this field of the payload. */
  readonly created: 'experiment' | 'holdout' | 'savedMetric' | 'cohort';
  /** The request that it sends, below `/api/projects/1/`, which makes the same in PostHog. */
  readonly path: string;
  readonly body: Json;
  /** False where PostHog refuses a second one with the same name. */
  readonly repeatable: boolean;
}

const METRIC = { mean: { source: { event: '$pageview' } } };
const METRIC_WIRE = {
  kind: 'ExperimentMetric',
  metric_type: 'mean',
  source: { kind: 'EventsNode', event: '$pageview' },
};

/** Every mutation that creates an object; `running` is the number of a running experiment without a cohort. */
export function creationCases(running: number): readonly CreationCase[] {
  const experiment = { created: 'experiment', repeatable: true } as const;
  return [
    {
      ...experiment,
      field: 'createExperiment',
      input: { name: 'Twice', featureFlagKey: 'twice' },
      path: 'experiments/',
      body: { name: 'Twice', feature_flag_key: 'twice' },
    },
    {
      ...experiment,
      field: 'duplicateExperiment',
      input: { id: String(running) },
      path: `experiments/${running}/duplicate/`,
      body: {},
    },
    {
      ...experiment,
      field: 'copyExperimentToProject',
      input: { id: String(running), targetProjectId: '2' },
      path: `experiments/${running}/copy_to_project/`,
      body: { target_team_id: 2 },
    },
    {
      ...experiment,
      field: 'createExperimentFromPrompt',
      input: { promptName: 'support-reply', versions: [1, 2], templates: ['cost'] },
      path: 'experiments/create_from_prompt/',
      body: { prompt_name: 'support-reply', versions: [1, 2], templates: ['cost'] },
    },
    {
      field: 'createHoldout',
      input: { name: 'Twice', exclusionPercentage: 5 },
      created: 'holdout',
      path: 'experiment_holdouts/',
      body: { name: 'Twice', filters: [{ properties: [], rollout_percentage: 5 }] },
      repeatable: true,
    },
    {
      field: 'createSavedMetric',
      input: { name: 'Twice', metric: METRIC },
      created: 'savedMetric',
      path: 'experiment_saved_metrics/',
      body: { name: 'Twice', query: METRIC_WIRE },
      repeatable: false,
    },
    {
      field: 'createExposureCohort',
      input: { id: String(running) },
      created: 'cohort',
      path: `experiments/${running}/create_exposure_cohort_for_experiment/`,
      body: {},
      repeatable: false,
    },
  ];
}

/** Sends the mutation of a case; `outcome` has what was created under its name in the payload. */
export function createBy(
  graph: TestGraph,
  { field, input, created }: CreationCase,
  more: Json = {},
) {
  return mutateFor(graph, field, { ...input, ...more }, `reconciled ${created} { posthogId }`);
}

/** Makes what a case makes, past the graph. */
export const createAsColleague = ({ sandbox }: TestGraph, { path, body }: CreationCase) =>
  asColleague(sandbox, 'POST', path, body);
