import type { JsonObject } from '../model/entities.ts';
import { invalid } from '../model/errors.ts';
import { isObject, isTruthy } from '../model/json.ts';
import type { Field } from './fields.ts';
import { pythonRepr } from './python-repr.ts';

const NUMBERS = [
  'minimum_detectable_effect',
  'recommended_running_time',
  'recommended_sample_size',
];
const KNOWN = new Set([...NUMBERS, 'exposure_estimate_config']);

/** The saved sample-size plan of an experiment; null counts as an empty one. */
export const runningTimePlan: Field<JsonObject> = (value, attr) => {
  if (!isTruthy(value)) return {};
  if (!isObject(value)) throw invalid('running_time_calculation must be an object', attr);
  const unknown = Object.keys(value).filter((key) => !KNOWN.has(key));
  if (unknown.length > 0) {
    throw invalid(`running_time_calculation got unknown keys: ${pythonRepr(unknown.sort())}`, attr);
  }
  for (const key of NUMBERS) {
    if (value[key] != null && typeof value[key] !== 'number') {
      throw invalid(`${key} must be a number`, attr);
    }
  }
  if (value['exposure_estimate_config'] != null && !isObject(value['exposure_estimate_config'])) {
    throw invalid('exposure_estimate_config must be an object', attr);
  }
  return value;
};
