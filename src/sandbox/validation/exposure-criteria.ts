import type { JsonObject } from '../model/entities.ts';
import { invalid } from '../model/errors.ts';
import { isObject } from '../model/json.ts';
import type { Field } from './fields.ts';
import { pythonType } from './fields.ts';
import { pydanticErrors } from './issues.ts';
import { ACTION_EXPOSURE, EVENT_EXPOSURE } from './metric-schema.ts';
import { pythonRepr, shortRepr } from './python-repr.ts';

const KINDS = ['ExperimentEventExposureConfig', 'ActionsNode'];
const KNOWN_KEYS = new Set(['filterTestAccounts', 'exposure_config', 'multiple_variant_handling']);
const HANDLINGS = ['exclude', 'first_seen'];
const HINT =
  "Expected either an event-based config like {'kind': 'ExperimentEventExposureConfig', 'event': '<event_name>', 'properties': []} or an action-based config like {'kind': 'ActionsNode', 'id': <action_id>}.";

/**
 * The criteria for exposure; null is allowed (docs/posthog/creating-experiments.md#validation). Unknown keys
 * are refused.
 */
export const exposureCriteria: Field<JsonObject | null> = (value, attr) => {
  if (value === null) return null;
  const refuse = (detail: string): Error => invalid(detail, attr);
  if (!isObject(value)) {
    throw refuse(
      `exposure_criteria must be an object, got ${pythonType(value)}. Expected shape: {'filterTestAccounts': <bool>, 'exposure_config': <object>}.`,
    );
  }
  const unknown = Object.keys(value).filter((key) => !KNOWN_KEYS.has(key));
  if (unknown.length > 0) {
    throw refuse(`exposure_criteria got unknown keys: ${pythonRepr(unknown.sort())}`);
  }
  const { filterTestAccounts: filter, multiple_variant_handling: handling } = value;
  if (filter !== undefined && typeof filter !== 'boolean') {
    throw refuse(
      `exposure_criteria.filterTestAccounts must be a boolean, got ${pythonType(filter)}: ${shortRepr(filter)}.`,
    );
  }
  if (handling != null && !HANDLINGS.some((known) => known === handling)) {
    throw refuse(
      `exposure_criteria.multiple_variant_handling must be one of ${pythonRepr(HANDLINGS)}, got ${shortRepr(handling)}.`,
    );
  }
  if (value['exposure_config'] !== undefined && value['exposure_config'] !== null) {
    checkConfig(value['exposure_config'], refuse);
  }
  return value;
};

function checkConfig(config: unknown, refuse: (detail: string) => Error): void {
  if (!isObject(config)) {
    throw refuse(
      `exposure_criteria.exposure_config must be an object, got ${pythonType(config)}. ${HINT}`,
    );
  }
  const kind = config['kind'] ?? 'ExperimentEventExposureConfig';
  if (!KINDS.some((known) => known === kind)) {
    throw refuse(
      `exposure_criteria.exposure_config.kind must be one of ${pythonRepr(KINDS)}, got ${shortRepr(kind)}. ${HINT}`,
    );
  }
  const parsed = (kind === 'ActionsNode' ? ACTION_EXPOSURE : EVENT_EXPOSURE).safeParse(config);
  if (!parsed.success) {
    throw refuse(
      `Invalid exposure_criteria.exposure_config (kind=${shortRepr(kind)}): ${pydanticErrors(parsed.error.issues)}. ${HINT}`,
    );
  }
}
