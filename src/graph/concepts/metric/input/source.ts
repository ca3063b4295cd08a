import { builder } from '../../../core/builder.ts';
import { MetricMath } from '../enums.ts';
import type { InputFaults } from '../../../mutations/input-faults.ts';

const WarehouseSourceInput = builder.inputType('WarehouseSourceInput', {
  description: 'Rows of a data warehouse table, joined to the exposed people.',
  fields: (t) => ({
    tableName: t.string({ required: true, description: 'The table.' }),
    timestampField: t.string({
      required: true,
      description: 'Column that holds the time of a row.',
    }),
    dataWarehouseJoinKey: t.string({
      required: true,
      description: 'Column of the table to join on.',
    }),
    eventsJoinKey: t.string({
      required: true,
      description: 'Property of the events to join on.',
    }),
  }),
});

export const MetricSourceInput = builder.inputType('MetricSourceInput', {
  description:
    'What a metric counts. Give exactly one of `event`, `actionId`, `allEvents` and `warehouse`.',
  fields: (t) => ({
    event: t.string({ description: 'Name of an event.' }),
    actionId: t.int({ description: "PostHog's number of a saved action." }),
    allEvents: t.boolean({ description: 'Whether to count every event, regardless of its name.' }),
    warehouse: t.field({
      type: WarehouseSourceInput,
      description: 'A table of the data warehouse.',
    }),
    math: t.field({
      type: MetricMath.ref,
      description: "How the events are aggregated. Defaults to PostHog's default, TOTAL.",
    }),
    mathProperty: t.string({ description: 'Property that SUM, AVG, MIN and MAX aggregate.' }),
    mathHogql: t.string({ description: 'HogQL expression, for HOGQL.' }),
    mathGroupTypeIndex: t.int({
      description: 'Index of the group type for UNIQUE_GROUP, from 0 to 4.',
    }),
    properties: t.field({
      type: ['JSON'],
      description: "Filters on the events, each in PostHog's format. All must match.",
    }),
  }),
});

export type MetricSourceValue = typeof MetricSourceInput.$inferInput;

/** Aggregations PostHog accepts in writes; stored metrics can have others. */
const WRITABLE_MATH: ReadonlySet<string> = new Set([
  'total',
  'sum',
  'unique_session',
  'min',
  'max',
  'avg',
  'dau',
  'unique_group',
  'hogql',
]);
const OF_A_PROPERTY: ReadonlySet<string> = new Set(['sum', 'avg', 'min', 'max']);

export function checkSource(faults: InputFaults, source: MetricSourceValue, path: string): void {
  const { event, actionId, allEvents, warehouse, math } = source;
  const given = [event != null, actionId != null, allEvents === true, warehouse != null];
  if (given.filter(Boolean).length !== 1) {
    faults.add(
      path,
      'INVALID_INPUT',
      'Give exactly one of `event`, `actionId`, `allEvents` and `warehouse`.',
    );
  }
  faults.text(`${path}.event`, event, { max: 400 });
  faults.range(`${path}.actionId`, actionId, { min: 1 });
  faults.range(`${path}.mathGroupTypeIndex`, source.mathGroupTypeIndex, { min: 0, max: 4 });
  if (math == null) return;
  const needs = (field: 'mathProperty' | 'mathHogql' | 'mathGroupTypeIndex') => {
    if (source[field] != null) return;
    faults.add(`${path}.${field}`, 'REQUIRED', `This aggregation requires \`${field}\`.`);
  };
  if (!WRITABLE_MATH.has(math)) {
    faults.add(
      `${path}.math`,
      'INVALID_CHOICE',
      'PostHog does not accept this aggregation in new metrics.',
    );
  }
  if (OF_A_PROPERTY.has(math)) needs('mathProperty');
  if (math === 'hogql') needs('mathHogql');
  if (math === 'unique_group') needs('mathGroupTypeIndex');
}

/** The source in PostHog's form. */
export function sourceToWire(source: MetricSourceValue): Record<string, unknown> {
  const { event, actionId, warehouse } = source;
  return {
    ...(warehouse
      ? {
          kind: 'ExperimentDataWarehouseNode',
          table_name: warehouse.tableName,
          timestamp_field: warehouse.timestampField,
          data_warehouse_join_key: warehouse.dataWarehouseJoinKey,
          events_join_key: warehouse.eventsJoinKey,
        }
      : actionId == null
        ? { kind: 'EventsNode', event: event ?? null }
        : { kind: 'ActionsNode', id: actionId }),
    ...(source.math != null && { math: source.math }),
    ...(source.mathProperty != null && { math_property: source.mathProperty }),
    ...(source.mathHogql != null && { math_hogql: source.mathHogql }),
    ...(source.mathGroupTypeIndex != null && { math_group_type_index: source.mathGroupTypeIndex }),
    ...(source.properties?.length && { properties: source.properties }),
  };
}
