import { readFileSync } from 'node:fs';
import { buildSchema, parse, Kind, type FieldDefinitionNode } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCatalogue } from '../../../src/mcp/create-mcp-server.ts';
import { startGraph, type TestGraph } from '../../support/graph.ts';

/** Whether each mutation takes something away or changes what people get. A new one fails until it is listed. */
const judged: Readonly<Record<string, boolean>> = {
  applyExperiment: true,
  archiveExperiment: true,
  bulkExperimentAction: true,
  bulkUpdateTags: true,
  copyExperimentToProject: false,
  createExperiment: true,
  createExperimentFromPrompt: false,
  createExposureCohort: false,
  createHoldout: false,
  createSavedMetric: false,
  deleteExperiment: true,
  deleteHoldout: true,
  deleteSavedMetric: true,
  duplicateExperiment: false,
  endExperiment: true,
  freezeExposure: true,
  launchExperiment: true,
  migrateExperiment: false,
  pauseExperiment: true,
  recalculateMetrics: false,
  recalculateTimeseries: false,
  resetExperiment: true,
  restoreExperiment: false,
  resumeExperiment: true,
  shipVariant: true,
  unarchiveExperiment: false,
  unfreezeExposure: true,
  updateExperiment: true,
  updateFeatureFlag: true,
  updateHoldout: true,
  updateSavedMetric: true,
};

const read = (name: string) =>
  readFileSync(new URL(`../../../schema/${name}`, import.meta.url), 'utf8');

const mutations = parse(read('subgraph.graphql')).definitions.flatMap((one) =>
  one.kind === Kind.OBJECT_TYPE_DEFINITION && one.name.value === 'Mutation'
    ? (one.fields ?? [])
    : [],
);
const isTagged = ({ directives = [] }: FieldDefinitionNode) =>
  directives.some(
    (one) =>
      one.name.value === 'tag' &&
      one.arguments?.some(({ value }) => 'value' in value && value.value === 'destructive'),
  );

/** Lifecycle actions by the mutation and the MCP tool that perform them. */
const performed: Readonly<Record<string, readonly [mutation: string, tool: string]>> = {
  LAUNCH: ['launchExperiment', 'experiment-launch'],
  PAUSE: ['pauseExperiment', 'experiment-pause'],
  RESUME: ['resumeExperiment', 'experiment-resume'],
  END: ['endExperiment', 'experiment-end'],
  SHIP_VARIANT: ['shipVariant', 'experiment-ship-variant'],
  RESET: ['resetExperiment', 'experiment-reset'],
  FREEZE_EXPOSURE: ['freezeExposure', 'experiment-freeze-exposure'],
  UNFREEZE_EXPOSURE: ['unfreezeExposure', 'experiment-unfreeze-exposure'],
  ARCHIVE: ['archiveExperiment', 'experiment-archive'],
  UNARCHIVE: ['unarchiveExperiment', 'experiment-unarchive'],
  DELETE: ['deleteExperiment', 'experiment-delete'],
  DUPLICATE: ['duplicateExperiment', 'experiment-duplicate'],
  COPY_TO_PROJECT: ['copyExperimentToProject', 'experiment-copy-to-project'],
  MIGRATE: ['migrateExperiment', 'experiment-migrate'],
};

let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

describe('what GraphQL marks as destructive', () => {
  it('is every mutation that takes something away or changes what people get', () => {
    const tagged = mutations.map((one) => [one.name.value, isTagged(one)] as const);
    expect(Object.fromEntries(tagged)).toEqual(judged);
    const served = buildSchema(read('schema.graphql')).getMutationType()?.getFields() ?? {};
    expect(Object.keys(served).sort()).toEqual(Object.keys(judged).sort());
  });

  it('agrees with the lifecycle of an experiment and with the hints of MCP', async () => {
    const { data } = await graph.query(
      '{ experiment(id: 15) { lifecycle { action destructive } } }',
    );
    const lifecycle = data.experiment.lifecycle as { action: string; destructive: boolean }[];
    const { tools } = createCatalogue();
    for (const [action, [mutation, tool]] of Object.entries(performed)) {
      const said = lifecycle.find((one) => one.action === action)?.destructive;
      const hints = tools.find(({ listed }) => listed.name === tool)?.listed.annotations;
      expect([action, said]).toEqual([action, judged[mutation]]);
      expect([action, hints?.destructiveHint]).toEqual([action, judged[mutation]]);
    }
  });
});
