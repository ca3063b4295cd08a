import type { Conclusion, Experiment, JsonObject } from '../../model/entities.ts';
import { invalid, requiredError, unknownPk } from '../../model/errors.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { exposureCriteria } from '../../validation/exposure-criteria.ts';
import {
  anything,
  bool,
  choice,
  listOf,
  moment,
  nullable,
  objectField,
  pythonType,
  text,
} from '../../validation/fields.ts';
import type { Field } from '../../validation/fields.ts';
import { metricList } from '../../validation/metrics.ts';
import { runningTimePlan } from '../../validation/running-time-plan.ts';
import { savedMetricChoices } from '../../validation/saved-metric-links.ts';
import type { SavedMetricChoice } from '../../validation/saved-metric-links.ts';

/** Every field of a write request, in parsed form. */
interface Fields {
  name: string;
  description: string | null;
  start_date: string | null;
  end_date: string | null;
  feature_flag_key: string;
  holdout_id: number | null;
  parameters: JsonObject;
  running_time_calculation: JsonObject;
  excluded_variants: string[] | null;
  secondary_metrics: unknown;
  saved_metrics_ids: SavedMetricChoice[];
  filters: JsonObject;
  archived: boolean;
  deleted: boolean | null;
  type: Experiment['type'] | null;
  exposure_criteria: JsonObject | null;
  metrics: JsonObject[];
  metrics_secondary: JsonObject[];
  stats_config: JsonObject | null;
  scheduling_config: JsonObject | null;
  allow_unknown_events: boolean;
  conclusion: Conclusion | null;
  conclusion_comment: string | null;
  primary_metrics_ordered_uuids: string[] | null;
  secondary_metrics_ordered_uuids: string[] | null;
  only_count_matured_users: boolean;
  update_feature_flag_params: boolean;
  tags: string[];
  repository: string | null;
}

/** The fields that a write request contains, each validated on its own. */
export type ExperimentFields = Partial<Fields>;

const emptyWhenNull: Field<JsonObject> = (value, attr) =>
  value === null ? {} : objectField(value, attr);

/**
 * Display order of metrics: any uuids, with duplicates removed
 * (docs/posthog/creating-experiments.md#order-of-metrics).
 */
const orderedUuids: Field<string[]> = (value, attr) => {
  const uuids = listOf((entry) => text()(entry, attr))(value, attr);
  return [...new Set(uuids)];
};

const tagNames: Field<string[]> = (value, attr) => [
  ...new Set(listOf(text())(value, attr).map((tag) => tag.toLowerCase())),
];

const holdoutOf =
  ({ store, project }: ProjectRequest): Field<number> =>
  (value, attr) => {
    if (typeof value === 'boolean' || (typeof value !== 'number' && !/^\d+$/.test(String(value)))) {
      throw invalid(
        `Incorrect type. Expected pk value, received ${pythonType(value)}.`,
        attr,
        'incorrect_type',
      );
    }
    if (store.holdouts.get(Number(value))?.project !== project.id) throw unknownPk(value, attr);
    return Number(value);
  };

/** Fields in the order of PostHog's serializer: only the first invalid one is reported. */
const fieldsFor = (
  request: ProjectRequest,
  stored: Experiment | undefined,
): { [Key in keyof Fields]: Field<Fields[Key]> } => ({
  name: text({ max: 400 }),
  description: nullable(text({ max: 3_000, blank: true })),
  start_date: nullable(moment),
  end_date: nullable(moment),
  feature_flag_key: text({ max: 400 }),
  holdout_id: nullable(holdoutOf(request)),
  parameters: emptyWhenNull,
  running_time_calculation: runningTimePlan,
  excluded_variants: nullable(listOf(text())),
  secondary_metrics: anything,
  saved_metrics_ids: savedMetricChoices(request),
  filters: emptyWhenNull,
  archived: bool,
  deleted: nullable(bool),
  type: nullable(choice('web', 'product')),
  exposure_criteria: exposureCriteria,
  metrics: metricList(metricsOf(stored)),
  metrics_secondary: metricList(metricsOf(stored)),
  stats_config: nullable(objectField),
  scheduling_config: nullable(objectField),
  allow_unknown_events: bool,
  conclusion: nullable(choice('won', 'lost', 'inconclusive', 'stopped_early', 'invalid')),
  conclusion_comment: nullable(text({ max: 4_000, blank: true })),
  primary_metrics_ordered_uuids: nullable(orderedUuids),
  secondary_metrics_ordered_uuids: nullable(orderedUuids),
  only_count_matured_users: bool,
  update_feature_flag_params: bool,
  tags: tagNames,
  repository: nullable(text({ max: 255 })),
});

const metricsOf = (stored: Experiment | undefined): JsonObject[] =>
  stored ? [...stored.metrics, ...stored.metrics_secondary] : [];

const isFieldName = (name: string, fields: object): name is keyof Fields =>
  Object.hasOwn(fields, name);

/**
 * Parses a write request's body. Keys that PostHog's serializer does not know are ignored.
 * @param needed required fields, on create and PUT
 * @param stored the experiment, on an update
 * @throws ApiError 400 for the first invalid field
 */
export function readPayload(
  request: ProjectRequest,
  body: JsonObject,
  needed: readonly (keyof Fields)[],
  stored?: Experiment,
): ExperimentFields {
  const fields = fieldsFor(request, stored);
  const payload: ExperimentFields = {};
  for (const name of Object.keys(fields)) {
    if (!isFieldName(name, fields)) continue;
    if (body[name] !== undefined) readField(payload, name, fields[name], body[name]);
    else if (needed.includes(name)) throw requiredError(name);
  }
  checkDates(payload);
  return payload;
}

function readField<Key extends keyof Fields>(
  payload: ExperimentFields,
  key: Key,
  field: Field<Fields[Key]>,
  value: unknown,
): void {
  payload[key] = field(value, key);
}

/** Checked only when both are sent; equal dates are invalid. */
function checkDates({ start_date: start, end_date: end }: ExperimentFields): void {
  if (start && end && Date.parse(start) >= Date.parse(end)) {
    throw invalid('End date must be after start date');
  }
}
