import { any, list, object, type Place } from './place.ts';

/** The kinds of what a metric of PostHog's current engine counts. */
const SOURCE_KINDS = ['EventsNode', 'ActionsNode', 'ExperimentDataWarehouseNode'] as const;
/** The kind of a start of a retention at the first exposure. */
const EXPOSURE_KIND = 'ExperimentExposureNode';

const filter = object("One filter, in PostHog's form.", {
  key: any('Name of the property.'),
  value: any('What it is compared with.'),
  operator: any('How it is compared: exact, is_not, icontains, gt and so on.'),
  type: any('What it is a property of: event, person, cohort, group and so on.'),
  label: any('Text for people.'),
  cohort_name: any('Name of the cohort.'),
  group_type_index: any('Index of the group type.'),
  group_key_names: any('Names of the groups, by key.'),
});

/** Filters, all of which must match. */
const filters = (description: string): Place => list(description, filter);

const node = {
  event: any('Name of the event; null for all events.'),
  id: any('Number of the action, for ActionsNode.'),
  table_name: any('The table, for ExperimentDataWarehouseNode.'),
  timestamp_field: any('Column with the time of a row.'),
  data_warehouse_join_key: any('Column of the table to join on.'),
  events_join_key: any('Property of the events to join on.'),
  name: any('Name of it.'),
  custom_name: any('Name of it, as people called it.'),
  math: any('How it is aggregated: total, sum, avg, min, max, dau and so on.'),
  math_property: any('Property that is aggregated.'),
  math_property_type: any('What math_property is a property of.'),
  math_hogql: any('HogQL expression, for the aggregation hogql.'),
  math_group_type_index: any('Index of the group type, for the aggregation unique_group.'),
  math_multiplier: any('Number by which values are multiplied.'),
  math_property_revenue_currency: any('Currency of math_property.'),
  optionalInFunnel: any('Whether the step of a funnel may be left out.'),
  properties: filters('Filters, all of which must match.'),
  fixedProperties: filters('Filters that cannot be changed in the app.'),
  version: any('Version of the form.'),
  limit: any('Number of events, at most.'),
  orderBy: any('Order of the events.'),
};

/** What a metric counts. */
export const source = (description: string): Place =>
  object(description, {
    kind: { description: 'What is counted.', choices: SOURCE_KINDS },
    ...node,
  });

/** What opens the window of a retention. */
export const retentionStart = (description: string): Place =>
  object(description, {
    kind: { description: 'What is counted.', choices: [...SOURCE_KINDS, EXPOSURE_KIND] },
    ...node,
  });

/** What counts as an exposure. */
export const exposureConfig = (description: string): Place =>
  object(description, {
    kind: {
      description: 'Whether it is an event or an action.',
      choices: ['ExperimentEventExposureConfig', 'ActionsNode'],
    },
    ...node,
  });
