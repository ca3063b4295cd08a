import { builder } from '../../core/builder.ts';
import type { Wire } from '../../core/wire.ts';
import { MetricMath } from './enums.ts';
import type { MetricSourceShape } from './node.ts';

const typenames = {
  EventsNode: 'EventSource',
  ActionsNode: 'ActionSource',
  ExperimentDataWarehouseNode: 'WarehouseSource',
  DataWarehouseNode: 'LegacyWarehouseSource',
  ExperimentExposureNode: 'ExposureSource',
} as const satisfies Record<MetricSourceShape['kind'], string>;

export const MetricSourceRef = builder.interfaceRef<MetricSourceShape>('MetricSource').implement({
  description: 'What a metric counts, and how it aggregates it.',
  resolveType: ({ kind }) => (Object.hasOwn(typenames, kind) ? typenames[kind] : 'UnknownSource'),
  fields: (t) => ({
    name: t.string({
      description: "PostHog's name, such as that of the event.",
      nullable: true,
      resolve: (source) => source.name ?? null,
    }),
    customName: t.string({
      description: 'Name given by a user.',
      nullable: true,
      resolve: (source) => source.custom_name ?? null,
    }),
    ...MetricMath.fields(t, 'math', {
      description: "How the events are aggregated. Null means PostHog's default, TOTAL.",
      word: (source) => source.math,
    }),
    mathProperty: t.string({
      description: 'Property that SUM, AVG and similar functions aggregate.',
      nullable: true,
      resolve: (source) => source.math_property ?? null,
    }),
    mathPropertyType: t.string({
      description: 'Where `mathProperty` is stored, such as `event_properties`.',
      nullable: true,
      resolve: (source) => source.math_property_type ?? null,
    }),
    mathHogql: t.string({
      description: 'HogQL expression, for HOGQL.',
      nullable: true,
      resolve: (source) => source.math_hogql ?? null,
    }),
    mathGroupTypeIndex: t.int({
      description: 'Index of the group type for UNIQUE_GROUP, from 0 to 4.',
      nullable: true,
      resolve: (source) => source.math_group_type_index ?? null,
    }),
    mathMultiplier: t.float({
      description: 'Factor the aggregate is multiplied by.',
      nullable: true,
      resolve: (source) => source.math_multiplier ?? null,
    }),
    mathPropertyRevenueCurrency: t.field({
      type: 'JSON',
      description: 'Currency of a revenue property, as PostHog stores it.',
      nullable: true,
      resolve: (source) => source.math_property_revenue_currency ?? null,
    }),
    optionalInFunnel: t.boolean({
      description: 'Whether a funnel may skip this step.',
      nullable: true,
      resolve: (source) => source.optionalInFunnel ?? null,
    }),
    properties: t.field({
      type: ['JSON'],
      description: 'Filters on the events, each as PostHog stores it. All must match.',
      resolve: (source) => source.properties ?? [],
    }),
    fixedProperties: t.field({
      type: ['JSON'],
      description: 'Filters added by PostHog that users cannot remove.',
      resolve: (source) => source.fixedProperties ?? [],
    }),
    version: t.float({
      description: 'Version of the stored format.',
      nullable: true,
      resolve: (source) => source.version ?? null,
    }),
    raw: t.field({
      type: 'JSON',
      description: 'The source as PostHog stores it.',
      resolve: (source) => source,
    }),
  }),
});

builder.objectRef<Wire['EventsNode']>('EventSource').implement({
  description: "Events with a given name. PostHog's `EventsNode`.",
  interfaces: [MetricSourceRef],
  fields: (t) => ({
    event: t.string({
      description: 'Name of the event. Null means every event.',
      nullable: true,
      resolve: ({ event }) => event ?? null,
    }),
    limit: t.int({
      description: 'Maximum number of events to read. Not used by experiments.',
      nullable: true,
      resolve: ({ limit }) => limit ?? null,
    }),
    orderBy: t.stringList({
      description: 'Order of the events. Not used by experiments.',
      nullable: true,
      resolve: ({ orderBy }) => orderBy ?? null,
    }),
  }),
});

builder.objectRef<Wire['ActionsNode']>('ActionSource').implement({
  description: "Events that a saved action matches. PostHog's `ActionsNode`.",
  interfaces: [MetricSourceRef],
  fields: (t) => ({
    actionId: t.int({
      description: "PostHog's number of the action. Its wire name is `id`.",
      resolve: ({ id }) => id,
    }),
  }),
});

builder.objectRef<Wire['ExperimentDataWarehouseNode']>('WarehouseSource').implement({
  description:
    "Rows of a data warehouse table, joined to the exposed people. PostHog's `ExperimentDataWarehouseNode`.",
  interfaces: [MetricSourceRef],
  fields: (t) => ({
    tableName: t.string({
      description: 'The table.',
      resolve: (source) => source.table_name,
    }),
    timestampField: t.string({
      description: 'Column that holds the time of a row.',
      resolve: (source) => source.timestamp_field,
    }),
    dataWarehouseJoinKey: t.string({
      description: 'Column of the table to join on.',
      resolve: (source) => source.data_warehouse_join_key,
    }),
    eventsJoinKey: t.string({
      description: 'Property of the events to join on.',
      resolve: (source) => source.events_join_key,
    }),
  }),
});

builder.objectRef<Wire['DataWarehouseNode']>('LegacyWarehouseSource').implement({
  description:
    "Rows of a data warehouse table in a metric of the legacy engine. PostHog's `DataWarehouseNode`.",
  interfaces: [MetricSourceRef],
  fields: (t) => ({
    tableName: t.string({
      description: 'The table.',
      nullable: true,
      resolve: (source) => source.table_name ?? null,
    }),
    idField: t.string({
      description: 'Column that identifies a row.',
      nullable: true,
      resolve: (source) => source.id_field ?? null,
    }),
    timestampField: t.string({
      description: 'Column that holds the time of a row.',
      nullable: true,
      resolve: (source) => source.timestamp_field ?? null,
    }),
    distinctIdField: t.string({
      description: 'Column that identifies the person a row belongs to.',
      nullable: true,
      resolve: (source) => source.distinct_id_field ?? null,
    }),
    nodeId: t.field({
      type: 'JSON',
      description: 'ID of the node in its query, as PostHog stores it. Its wire name is `id`.',
      nullable: true,
      resolve: ({ id }) => id ?? null,
    }),
  }),
});

builder.objectRef<MetricSourceShape>('UnknownSource').implement({
  description:
    'A source of a kind that this API does not know, as a newer PostHog may have it. `raw` has all of it.',
  interfaces: [MetricSourceRef],
  fields: (t) => ({
    kindText: t.string({
      description: "PostHog's own word for its kind.",
      nullable: true,
      resolve: ({ kind }: { readonly kind: unknown }) => (typeof kind === 'string' ? kind : null),
    }),
  }),
});

builder.objectRef<MetricSourceShape>('ExposureSource').implement({
  description:
    "The first exposure to the experiment, as the start of a retention metric. PostHog's `ExperimentExposureNode`. It names no event of its own: all fields but `raw` are null or empty.",
  interfaces: [MetricSourceRef],
});
