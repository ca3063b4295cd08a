import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { specPlaces } from '../../src/experiment-spec/places/spec-places.ts';
import { pinnedContract, type JsonSchema } from '../../src/posthog/api/openapi.ts';
import { asColleague } from '../support/sandbox-control.ts';
import { directoryOf } from './support/directory.ts';
import { SpecCommands } from './support/spec-commands.ts';

let commands: SpecCommands;
beforeAll(async () => {
  commands = await SpecCommands.start();
});
afterAll(() => commands.sandbox.close());

const HEAD = 'name: New\nfeatureFlagKey: new-one\n';
const metric = (source: string) =>
  `metrics:\n  - { metric_type: mean, name: Sales, source: ${source} }\n`;

/** The faults that `apply` prints for a new experiment; it must send nothing. */
async function faultsOf(text: string, head = HEAD): Promise<readonly string[]> {
  using directory = directoryOf({ 'a.yaml': `${head}${text}` });
  commands.sandbox.clearRequests();
  const { exitCode, complaints } = await commands.run('apply', directory.path, '--yes');
  expect([exitCode, commands.writes()]).toEqual([1, []]);
  return complaints
    .split('\n')
    .filter((line) => line.includes('a.yaml:'))
    .map((line) => line.replace(`${directory.path}/`, ''));
}

describe("the parts of a file in PostHog's form", () => {
  it.each([
    [
      metric('{ kind: EventsNode, evnt: paid, mathproperty: revenue }'),
      'a.yaml:4:67: metrics[0].source.evnt: There is no such property. Did you mean "event"?',
      'a.yaml:4:79: metrics[0].source.mathproperty: There is no such property. Did you mean "math_property"?',
      'a.yaml:4:47: metrics[0].source.event: It is required; "event: null" stands for all events.',
    ],
    [
      metric('{ kind: EventsNode, event: paid, properties: [{ key: plan, oprator: exact }] }'),
      'a.yaml:4:106: metrics[0].source.properties[0].oprator: There is no such property. Did you mean "operator"?',
    ],
    [
      metric('{ kind: EventNode, event: paid }'),
      'a.yaml:4:55: metrics[0].source.kind: It must be one of EventsNode, ActionsNode, ExperimentDataWarehouseNode.',
    ],
    [
      'metrics:\n  - { metric_type: funnel, series: [{ kind: ActionsNode, ID: 1 }] }\n',
      'a.yaml:4:58: metrics[0].series[0].ID: There is no such property. Did you mean "id"?',
      'a.yaml:4:37: metrics[0].series[0].id: It is required.',
    ],
    [
      'statsConfig: { methd: frequentist, bayesian: { cilevel: 0.9 } }\n',
      'a.yaml:3:48: statsConfig.bayesian.cilevel: There is no such property. Did you mean "ci_level"?',
      'a.yaml:3:16: statsConfig.methd: There is no such property. Did you mean "method"?',
    ],
    [
      'runningTime: { minimum_detectable_effct: 5 }\n',
      'a.yaml:3:16: runningTime.minimum_detectable_effct: There is no such property. Did you mean "minimum_detectable_effect"?',
    ],
    [
      'exposureCriteria: { filterTestAccunts: true, exposure_config: { kind: ActionsNode } }\n',
      'a.yaml:3:21: exposureCriteria.filterTestAccunts: There is no such property. Did you mean "filterTestAccounts"?',
      'a.yaml:3:63: exposureCriteria.exposure_config.id: It is required.',
    ],
    [
      'metrics:\n  - metric_type: mean\n',
      'a.yaml:4:5: metrics[0].source: A mean metric needs source.',
    ],
    [
      'metrics:\n  - { metric_type: funnel, series: [] }\n',
      'a.yaml:4:36: metrics[0].series: A funnel metric needs at least one step after the exposure.',
    ],
    [
      'excludedVariants: [nope, control]\n',
      'a.yaml:3:20: excludedVariants[0]: The flag has no variant "nope"; it has control, test.',
      'a.yaml:3:26: excludedVariants[1]: "control" is the baseline, which cannot be left out.',
    ],
    [
      'excludedVariants: [test]\n',
      'a.yaml:3:19: excludedVariants: At least one variant besides the baseline must be left.',
    ],
  ])('are refused before anything is sent: %s', async (text, ...faults) => {
    expect(await faultsOf(text)).toEqual(faults);
  });

  it('are refused for a key that no flag can have', async () => {
    expect(await faultsOf('', 'name: New\nfeatureFlagKey: "bad four!"\n')).toEqual([
      'a.yaml:2:17: featureFlagKey: The key of a flag can have letters, numbers, - and _ only.',
    ]);
  });

  it('may count all events, if the file says so', async () => {
    using directory = directoryOf({
      'a.yaml': `${HEAD}${metric('{ kind: EventsNode, event: null }')}`,
    });
    expect(await commands.run('apply', directory.path, '--yes')).toMatchObject({ exitCode: 0 });
    expect(await commands.run('drift', directory.path)).toMatchObject({ exitCode: 0 });
  });

  it('have each property that the contract of PostHog names', () => {
    const contract = pinnedContract();
    const names = (schema: JsonSchema): readonly string[] => {
      const { properties = {}, anyOf = [], oneOf = [] } = contract.resolve(schema);
      return [...Object.keys(properties), ...[...anyOf, ...oneOf].flatMap(names)];
    };
    const named = (name: string) => new Set(names({ $ref: `#/components/schemas/${name}` }));
    const { metrics, statsConfig, exposureCriteria, runningTime } = specPlaces;
    const inMetric = metrics.items?.properties;
    const start = inMetric?.['start_event']?.properties;
    const exposure = exposureCriteria.properties?.['exposure_config']?.properties;
    for (const [schema, properties] of [
      ['ExperimentMetric', inMetric],
      ['ExperimentMetricSource', inMetric?.['source']?.properties],
      ['ExperimentRetentionStart', start],
      ['AnyPropertyFilter', start?.['properties']?.items?.properties],
      ['ExperimentMetricOutlierHandling', inMetric?.['numerator_outlier_handling']?.properties],
      ['ExperimentStatsConfig', statsConfig.properties],
      ['ExperimentExposureCriteria', exposureCriteria.properties],
      ['ExperimentEventExposureConfig', exposure],
      ['ExperimentRunningTimeCalculation', runningTime.properties],
      [
        'ExperimentExposureEstimateConfig',
        runningTime.properties?.['exposure_estimate_config']?.properties,
      ],
    ] as const)
      expect([...named(schema)].filter((name) => !Object.hasOwn(properties ?? {}, name))).toEqual(
        [],
      );
  });
});

describe('a pulled file', () => {
  it('has neither faults nor changes, whatever is stored', async () => {
    const schema = JSON.parse(
      readFileSync(new URL('../../schema/experiment-spec.schema.json', import.meta.url), 'utf8'),
    ) as object;
    const isValid = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
    using directory = directoryOf({});
    const archived = await asColleague(
      commands.sandbox,
      'GET',
      'experiments/?archived=true&limit=100',
    );
    const rows = [...(await commands.rows()), ...archived['results']];
    for (const { id } of rows) {
      const file = join(directory.path, `${id}.yaml`);
      // oxlint-disable-next-line no-await-in-loop
      await commands.run('pull', String(id), '--output', file);
      const content = parse(readFileSync(file, 'utf8')) as object;
      expect([id, isValid(content), isValid.errors]).toEqual([id, true, null]);
    }
    const { exitCode, printed, complaints } = await commands.run('plan', directory.path, '--json');
    expect([exitCode, complaints]).toEqual([0, '']);
    expect(JSON.parse(printed)).toMatchObject({
      summary: { create: 0, update: 0, unchanged: rows.length },
    });
  });

  it('may have a property that only PostHog knows, and no other of this name', async () => {
    const created = await asColleague(commands.sandbox, 'POST', 'experiments/', {
      name: 'Newer',
      feature_flag_key: 'newer',
      allow_unknown_events: true,
      stats_config: { method: 'bayesian', newer: 1, cuped: { enabled: true, lookback: 14 } },
    });
    using directory = directoryOf({});
    const file = join(directory.path, 'a.yaml');
    await commands.run('pull', String(created['id']), '--output', file);
    const pulled = readFileSync(file, 'utf8');
    expect(pulled).toContain('newer:');
    expect(await commands.run('drift', directory.path)).toMatchObject({ exitCode: 0 });
    writeFileSync(file, pulled.replace('lookback', 'lokback'));
    const { complaints } = await commands.run('plan', directory.path);
    expect(complaints).toContain('statsConfig.cuped.lokback: There is no such property');
    expect(complaints).not.toContain('newer');
  });
});
