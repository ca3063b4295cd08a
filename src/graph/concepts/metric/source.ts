import { builder } from '../../core/builder.ts';
import type { Wire } from '../../core/wire.ts';
import { unknownEnumValue } from '../../core/unknown-enum-value.ts';
import { MetricMath } from './enums.ts';
import type { MetricSourceShape } from './node.ts';

const typenames = {
  EventsNode: 'EventSource',
  ActionsNode: 'ActionSource',
  ExperimentDataWarehouseNode: 'WarehouseSource',
  DataWarehouseNode: 'LegacyWarehouseSource',
} as const satisfies Record<MetricSourceShape['kind'], string>;

export const MetricSourceRef = builder.interfaceRef<MetricSourceShape>('MetricSource').implement({
  description: 'What a metric counts, and how it aggregates it.',
  resolveType: ({ kind }) => {
    const known: string | undefined = typenames[kind];
    if (known !== undefined) return known;
    throw unknownEnumValue('metric source', kind);
  },
  fields: (t) => ({
    name: t.string({
      description: 'Name PostHog gave it, such as that of the event.',
      nullable: true,
      resolve: (source) => source.name ?? null,
    }),
    customName: t.string({
      description: 'Name people gave it.',
      nullable: true,
      resolve: (source) => source.custom_name ?? null,
    }),
    math: t.field({
      type: MetricMath.ref,
      description: "How it is aggregated; null means PostHog's default, TOTAL.",
      nullable: true,
      resolve: (source) => MetricMath.readNullable(source.math),
    }),
    mathProperty: t.string({
      description: 'Property that SUM, AVG and the like are taken of.',
      nullable: true,
      resolve: (source) => source.math_property ?? null,
    }),
    mathPropertyType: t.string({
      description: 'Where that property lives, such as `event_properties`.',
      nullable: true,
      resolve: (source) => source.math_property_type ?? null,
    }),
    mathHogql: t.string({
      description: 'HogQL expression of HOGQL.',
      nullable: true,
      resolve: (source) => source.math_hogql ?? null,
    }),
    mathGroupTypeIndex: t.int({
      description: 'Group type of UNIQUE_GROUP, 0 to 4.',
      nullable: true,
      resolve: (source) => source.math_group_type_index ?? null,
    }),
    mathMultiplier: t.float({
      description: 'Number the aggregate is multiplied by.',
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
      description: 'True when a funnel may skip this step.',
      nullable: true,
      resolve: (source) => source.optionalInFunnel ?? null,
    }),
    properties: t.field({
      type: ['JSON'],
      description: 'Filters of its events, each as PostHog stores it; all must match.',
      resolve: (source) => source.properties ?? [],
    }),
    fixedProperties: t.field({
      type: ['JSON'],
      description: 'Filters PostHog adds that people cannot take off.',
      resolve: (source) => source.fixedProperties ?? [],
    }),
    version: t.float({
      description: 'Version of the form it is stored in.',
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
  description: "Events of one name. PostHog's `EventsNode`.",
  interfaces: [MetricSourceRef],
  fields: (t) => ({
    event: t.string({
      description: 'Name of the event; null means every event.',
      nullable: true,
      resolve: ({ event }) => event ?? null,
    }),
    limit: t.int({
      description: 'Most events looked at; unused by experiments.',
      nullable: true,
      resolve: ({ limit }) => limit ?? null,
    }),
    orderBy: t.stringList({
      description: 'Order of the events; unused by experiments.',
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
      description: 'Column that says when a row happened.',
      resolve: (source) => source.timestamp_field,
    }),
    dataWarehouseJoinKey: t.string({
      description: 'Column of the table that is joined on.',
      resolve: (source) => source.data_warehouse_join_key,
    }),
    eventsJoinKey: t.string({
      description: 'Property of the events that is joined on.',
      resolve: (source) => source.events_join_key,
    }),
  }),
});

builder.objectRef<Wire['DataWarehouseNode']>('LegacyWarehouseSource').implement({
  description:
    "Rows of a data warehouse table in a metric of the retired engine. PostHog's `DataWarehouseNode`.",
  interfaces: [MetricSourceRef],
  fields: (t) => ({
    tableName: t.string({
      description: 'The table.',
      nullable: true,
      resolve: (source) => source.table_name ?? null,
    }),
    idField: t.string({
      description: 'Column that tells rows apart.',
      nullable: true,
      resolve: (source) => source.id_field ?? null,
    }),
    timestampField: t.string({
      description: 'Column that says when a row happened.',
      nullable: true,
      resolve: (source) => source.timestamp_field ?? null,
    }),
    distinctIdField: t.string({
      description: 'Column that says who it is about.',
      nullable: true,
      resolve: (source) => source.distinct_id_field ?? null,
    }),
    nodeId: t.field({
      type: 'JSON',
      description: 'Id of the node in its query, as PostHog stores it. Its wire name is `id`.',
      nullable: true,
      resolve: ({ id }) => id ?? null,
    }),
  }),
});
