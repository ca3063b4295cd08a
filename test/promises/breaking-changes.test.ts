import { readFileSync } from 'node:fs';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { generatedFiles, printContract } from '../../src/codegen/generated-files.ts';
import { schema } from '../../src/graph/schema.ts';
import { jsonBreaks, writtenOut } from './json-breaks.ts';

/**
 * Changes since the last release that were decided on although they break clients, each with its reason. Emptied with
 * each release, when the files of schema/released are replaced by those of the release.
 */
const accepted: readonly string[] = [
  // It was the id of a flag, and an id belongs to objects of one type. `featureFlagId` has the same value.
  "Field 'id' was removed from object type 'DependentFlag'",
  // An update can end an experiment or drop metrics, so it asks for confirmation. The others change what people get.
  ...[
    'experiment-replace',
    'experiment-update',
    'experiment-archive',
    'experiment-create',
    'experiment-freeze-exposure',
    'experiment-launch',
    'experiment-pause',
    'experiment-resume',
    'experiment-unfreeze-exposure',
    'experiment-holdout-replace',
    'experiment-holdout-update',
    'experiment-saved-metric-replace',
    'experiment-saved-metric-update',
    'feature-flag-create',
    'feature-flag-replace',
    'feature-flag-update',
  ].map((tool) => `/tools/${tool}/annotations/destructiveHint was false and is true`),
  // A retention may start at the first exposure. The other starts are what they were.
  '/components/schemas/ExperimentRetentionMetric/properties/start_event/$ref was "#/components/schemas/ExperimentMetricSource" and is "#/components/schemas/ExperimentRetentionStart"',
  // Filters are described as one object: a union of more than twenty made generated clients of up to 95 MB.
  '/components/schemas/AnyPropertyFilter/anyOf is missing',
  ...[
    'AccountCustomProperty',
    'CohortProperty',
    'DataWarehousePersonProperty',
    'DataWarehouseProperty',
    'ElementProperty',
    'EmptyProperty',
    'ErrorTrackingIssue',
    'EventMetadataProperty',
    'FeatureProperty',
    'FlagProperty',
    'GroupProperty',
    'HogQLProperty',
    'LogEntryProperty',
    'LogProperty',
    'MetricProperty',
    'PersonMetadataProperty',
    'RecordingProperty',
    'RevenueAnalyticsProperty',
    'SessionProperty',
    'SpanProperty',
    'WorkflowVariableProperty',
  ].map((name) => `/components/schemas/${name}Filter is missing`),
  // It has a default: what documents meant before, they still mean.
  "Argument 'speculate' was added to directive 'fresh'",
  // A few refusals of PostHog have `error` in its place.
  '/components/schemas/ErrorResponse/required is missing',
  // PostHog answers it without a body.
  ...['experiments', 'feature-flags'].map(
    (objects) =>
      `/paths//v1/api/projects/{project-id}/${objects}/{id}/delete/responses/405/content is missing`,
  ),
  // Relative to the document, so that it holds below a path prefix.
  '/servers/{"url":"/","description":"The gateway that serves this document."} is missing',
  // Described more briefly, so that the list of tools stays small. The same values are taken.
  '/tools/feature-flag-replace/inputSchema/properties/filters/properties is missing',
  // It was required before too, in one branch of a union.
  '/tools/feature-flag-update/inputSchema/properties/filters/properties/multivariate: variants is required now',
];

const released = (name: string) =>
  readFileSync(new URL(`../../schema/released/${name}`, import.meta.url), 'utf8');

/**
 * Fields that show PostHog's values may be null since 0.2: PostHog may hold a value that does not fit, and then the
 * field is null and the rest is answered (docs/decisions/values-are-decoded.md). Nothing else about a type may change.
 */
function mayBeNullNow(message: string): boolean {
  const [, before, after] =
    /^Field '\w+\.\w+' changed type from '(.+)' to '(.+)'$/.exec(message) ?? [];
  return before !== undefined && before.replaceAll('!', '') === after?.replaceAll('!', '');
}

/**
 * Listed inputs have one type at each node since 0.2, because model providers refuse unions and untyped constants: what
 * may be null has `nullable`, and a constant is named in the description. The same values are taken.
 */
const hasOneTypeNow = (message: string): boolean =>
  /^\/tools\/[\w-]+\/inputSchema\/properties\/.+\/(?:anyOf|const) is missing$/.test(message);

const undecided = (breaks: readonly string[]) =>
  breaks.filter(
    (message) => !accepted.includes(message) && !mayBeNullNow(message) && !hasOneTypeNow(message),
  );

async function schemaBreaks(current: string): Promise<string[]> {
  const changes = await diff(buildSchema(released('schema.graphql')), buildSchema(current));
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .map(({ message }) => message);
}

describe('since the last release, and but for what was decided on', () => {
  it('nothing that clients of the GraphQL schema rely on is broken', async () => {
    expect(undecided(await schemaBreaks(printContract(schema)))).toEqual([]);
  });

  it.each(['rest.openapi.json', 'mcp.tools.json'])(
    'nothing that clients of %s rely on is broken',
    (name) => {
      const current = generatedFiles.find(({ path }) => path === `schema/${name}`)!.render('');
      expect(
        undecided(
          jsonBreaks(writtenOut(JSON.parse(released(name))), writtenOut(JSON.parse(current))),
        ),
      ).toEqual([]);
    },
  );
});

describe('a change that breaks clients is noticed, such as', () => {
  it('a field that is removed from the GraphQL schema', async () => {
    const without = printContract(schema).replaceAll('exclusionPercentage:', 'renamed:');
    expect(await schemaBreaks(without)).toContain(
      "Field 'exclusionPercentage' was removed from object type 'Holdout'",
    );
  });

  const tool = {
    name: 'experiment-list',
    description: 'Lists.',
    inputSchema: {
      properties: { status: { enum: ['draft', 'running'] }, limit: { type: 'integer' } },
      required: ['limit'],
    },
  };
  const { inputSchema } = tool;

  it.each([
    ['a tool that is removed', [], '/tools/experiment-list is missing'],
    [
      'a value that is removed',
      [
        {
          ...tool,
          inputSchema: { ...inputSchema, properties: { ...inputSchema.properties, status: {} } },
        },
      ],
      '/tools/experiment-list/inputSchema/properties/status/enum is missing',
    ],
    [
      'an argument that is required now',
      [{ ...tool, inputSchema: { ...inputSchema, required: ['limit', 'status'] } }],
      '/tools/experiment-list/inputSchema/required: status is required now',
    ],
    [
      'another type',
      [
        {
          ...tool,
          inputSchema: {
            ...inputSchema,
            properties: { ...inputSchema.properties, limit: { type: 'string' } },
          },
        },
      ],
      '/tools/experiment-list/inputSchema/properties/limit/type was "integer" and is "string"',
    ],
  ])('%s', (_title, tools, message) => {
    expect(jsonBreaks({ tools: [tool] }, { tools })).toEqual([message]);
  });

  it('but not another description, nor what is added', () => {
    const changed = { ...tool, description: 'Lists experiments.' };
    expect(jsonBreaks({ tools: [tool] }, { tools: [changed, { name: 'new' }] })).toEqual([]);
  });
});
