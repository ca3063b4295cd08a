import type { FeatureFlag, FlagFilters, FlagVariant, JsonObject } from '../../model/entities.ts';
import { invalid } from '../../model/errors.ts';
import { isObject, isTruthy, sameJson } from '../../model/json.ts';
import type { SandboxRequest } from '../../model/route.ts';
import { bool, integer, nullable, objectField } from '../../validation/fields.ts';
import { FLAG_OWNED_KEYS, flagProjection } from './config.ts';
import { checkVariantSet, readPercentage, readVariants } from './variant-input.ts';

/** The flag config of an experiment request; undefined for fields that were not sent. */
export interface FlagConfig {
  variants?: FlagVariant[];
  rollout?: number;
  aggregation?: number | null;
  payloads?: Record<string, unknown>;
  continuity?: boolean | null;
}

const FLAG_KEYS = new Set(['filters', 'ensure_experience_continuity', 'key', 'id']);
const FILTER_KEYS = new Set(['groups', 'multivariate', 'aggregation_group_type_index', 'payloads']);
const GROUP_KEYS = new Set(['rollout_percentage', 'properties']);
const MULTIVARIATE_KEYS = new Set(['variants']);

/**
 * Parses the flag config of an experiment request: the `feature_flag` object, else the changed deprecated keys
 * in `parameters`. An object with an `id` was copied from an answer, and one without config is empty; both are
 * ignored (docs/posthog/feature-flags.md#flag-config-of-an-experiment).
 * @param linked the experiment's flag, on an update
 * @param allow called before the config is validated; throws when it may not be sent at all
 * @throws ApiError 400
 */
export function readFlagConfig(
  request: Pick<SandboxRequest, 'profile'>,
  body: JsonObject,
  linked: FeatureFlag | undefined,
  allow: () => void,
): FlagConfig | null {
  const sent = configObject(body['feature_flag']) ?? deprecatedConfig(body['parameters'], linked);
  if (!sent) return null;
  allow();
  const config = readConfig(sent);
  checkVariantSet(request, config.variants ?? []);
  return config;
}

const configObject = (sent: unknown): JsonObject | null =>
  isObject(sent) &&
  sent['id'] == null &&
  ('filters' in sent || 'ensure_experience_continuity' in sent)
    ? sent
    : null;

function deprecatedConfig(parameters: unknown, linked: FeatureFlag | undefined): JsonObject | null {
  if (!isObject(parameters)) return null;
  const shown = linked ? flagProjection(linked) : {};
  const changed: JsonObject = {};
  for (const key of FLAG_OWNED_KEYS) {
    if (key in parameters && !isEcho(key, parameters[key], shown[key]))
      changed[key] = parameters[key];
  }
  const filters: JsonObject = {};
  if ('feature_flag_variants' in changed) {
    filters['multivariate'] = { variants: changed['feature_flag_variants'] };
  }
  if (changed['rollout_percentage'] != null) {
    filters['groups'] = [{ properties: [], rollout_percentage: changed['rollout_percentage'] }];
  }
  if ('aggregation_group_type_index' in changed) {
    filters['aggregation_group_type_index'] = changed['aggregation_group_type_index'];
  }
  if ('feature_flag_payloads' in changed) filters['payloads'] = changed['feature_flag_payloads'];
  const config: JsonObject = {};
  if (Object.keys(filters).length > 0) config['filters'] = filters;
  if ('ensure_experience_continuity' in changed) {
    config['ensure_experience_continuity'] = changed['ensure_experience_continuity'];
  }
  return Object.keys(config).length > 0 ? config : null;
}

function isEcho(key: string, sent: unknown, shown: unknown): boolean {
  if (key !== 'feature_flag_variants') return sameJson(sent, shown);
  if (!isTruthy(sent)) return !isTruthy(shown);
  const wanted = readVariants(sent, 'parameters__feature_flag_variants');
  const present = readVariants(shown, 'parameters__feature_flag_variants');
  return (
    wanted.length === present.length &&
    wanted.every((variant, index) => {
      const { name: _name, ...unnamed } = present[index] ?? { name: undefined };
      return sameJson(variant, 'name' in variant ? present[index] : unnamed);
    })
  );
}

function readConfig(sent: JsonObject): FlagConfig {
  refuseUnknown(sent, FLAG_KEYS, '');
  const config: FlagConfig = {};
  if (sent['ensure_experience_continuity'] !== undefined) {
    config.continuity = nullable(bool)(
      sent['ensure_experience_continuity'],
      'ensure_experience_continuity',
    );
  }
  if (sent['filters'] === undefined) return config;
  const filters = objectField(sent['filters'], 'filters');
  refuseUnknown(filters, FILTER_KEYS, 'filters__');
  return { ...config, ...readFilters(filters) };
}

function readFilters(filters: JsonObject): FlagConfig {
  const config: FlagConfig = {};
  const { groups, multivariate, payloads, aggregation_group_type_index: aggregation } = filters;
  if (groups !== undefined) {
    const rollout = readRollout(groups);
    if (rollout !== null) config.rollout = rollout;
  }
  if (multivariate != null) {
    const given = objectField(multivariate, 'filters__multivariate');
    refuseUnknown(given, MULTIVARIATE_KEYS, 'filters__multivariate__');
    config.variants = readVariants(given['variants'], 'filters__multivariate__variants');
  }
  if (aggregation !== undefined) {
    config.aggregation = nullable(integer)(aggregation, 'filters__aggregation_group_type_index');
  }
  if (payloads != null) config.payloads = objectField(payloads, 'filters__payloads');
  return config;
}

function readRollout(groups: unknown): number | null {
  if (!Array.isArray(groups)) {
    throw invalid('Expected a list of items but got type "dict".', 'filters__groups', 'not_a_list');
  }
  if (groups.length > 1) {
    throw invalid(
      'Ensure this field has no more than 1 elements.',
      'filters__groups',
      'max_length',
    );
  }
  const first: unknown = groups[0];
  if (first === undefined) return null;
  const group = objectField(first, 'filters__groups__0');
  refuseUnknown(group, GROUP_KEYS, 'filters__groups__0__');
  if (Array.isArray(group['properties']) && group['properties'].length > 0) {
    throw invalid(
      'Ensure this field has no more than 0 elements.',
      'filters__groups__0__properties',
      'max_length',
    );
  }
  const { rollout_percentage: rollout } = group;
  if (rollout === undefined || rollout === null) return null;
  return readPercentage(rollout, 'filters__groups__0__rollout_percentage');
}

function refuseUnknown(sent: JsonObject, known: ReadonlySet<string>, path: string): void {
  const unknown = Object.keys(sent)
    .filter((key) => !known.has(key))
    .sort()[0];
  if (unknown === undefined) return;
  throw invalid('Unsupported key for the experiment feature_flag input.', `${path}${unknown}`);
}

/**
 * The flag's filters with the config applied: changes only the fields that were sent, and only the rollout of
 * the first group.
 */
export function filtersWith(filters: FlagFilters, config: FlagConfig): FlagFilters {
  const [first, ...rest] = filters.groups;
  return {
    ...filters,
    ...(config.variants?.length ? { multivariate: { variants: config.variants } } : {}),
    ...(config.rollout === undefined || !first
      ? {}
      : { groups: [{ ...first, rollout_percentage: config.rollout }, ...rest] }),
    ...(config.aggregation === undefined
      ? {}
      : { aggregation_group_type_index: config.aggregation }),
    ...(config.payloads === undefined ? {} : { payloads: config.payloads }),
  };
}
