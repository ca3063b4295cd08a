import { z } from 'zod';
import { isLegacyKind } from '../experiment-spec/metric-shape.ts';
import type { Place } from '../experiment-spec/places/place.ts';
import { specPlaces } from '../experiment-spec/places/spec-places.ts';
import { specFileShape } from '../specs/files/file-shape.ts';

type Schema = Readonly<Record<string, unknown>>;
interface ObjectSchema extends Schema {
  readonly properties: Readonly<Record<string, Schema>>;
}

/** `schema/experiment-spec.schema.json`: a spec file, for editors and for those who check files themselves. */
export function specSchema(): string {
  const schema = z.toJSONSchema(specFileShape, {
    io: 'input',
    target: 'draft-2020-12',
  }) as unknown as ObjectSchema;
  const { metrics, secondaryMetrics, statsConfig, exposureCriteria, runningTime } =
    schema.properties;
  return `${JSON.stringify(
    {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'An experiment as code',
      description:
        'A spec file of PostHog Experiments Graph: one experiment, which `plan` and `apply` compare with PostHog. What is left out stays as it is.',
      ...schema,
      properties: {
        ...schema.properties,
        metrics: metricList(metrics, specPlaces.metrics),
        secondaryMetrics: metricList(secondaryMetrics, specPlaces.secondaryMetrics),
        statsConfig: closed(statsConfig, specPlaces.statsConfig),
        exposureCriteria: closed(exposureCriteria, specPlaces.exposureCriteria),
        runningTime: closed(runningTime, specPlaces.runningTime),
      },
    },
    undefined,
    2,
  )}\n`;
}

/** A list of metrics, of which those of the retired engine may have any property. */
function metricList(schema: Schema = {}, { items: place }: Place): Schema {
  const { description, ...metric } = schema['items'] as ObjectSchema;
  const kind = metric.properties['kind']!;
  const legacy = (kind['enum'] as readonly string[]).filter(isLegacyKind);
  return {
    ...schema,
    items: {
      description,
      type: 'object',
      if: {
        properties: { kind: { description: kind['description'], enum: legacy } },
        required: ['kind'],
      },
      else: closed(metric, place),
    },
  };
}

/** The schema of an object without any properties but those of a place. */
function closed(schema: Schema | undefined, place: Place | undefined): Schema {
  const given = schema?.['properties'] as ObjectSchema['properties'];
  const properties = Object.entries(place?.properties ?? {})
    // Only secondary metrics have it.
    .filter(([name]) => name !== 'guardrail' || given[name])
    .map(([name, inner]) => [name, { ...given[name], ...schemaOf(inner) }]);
  return {
    ...schema,
    properties: Object.fromEntries(properties) as ObjectSchema['properties'],
    additionalProperties: false,
  };
}

function schemaOf({ description, properties, items, choices }: Place): Schema {
  if (items) return { description, type: ['array', 'null'], items: schemaOf(items) };
  if (!properties) return { description, ...(choices && { enum: choices }) };
  return {
    description,
    type: ['object', 'null'],
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, inner]) => [name, schemaOf(inner)]),
    ),
    additionalProperties: false,
  };
}
