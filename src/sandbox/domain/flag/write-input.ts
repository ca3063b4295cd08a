import type { FeatureFlag, FlagFilters, JsonObject } from '../../model/entities.ts';
import { invalid } from '../../model/errors.ts';
import { isObject, objectOr } from '../../model/json.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { bool, choice, listOf, nullable, optional, text } from '../../validation/fields.ts';
import type { Field } from '../../validation/fields.ts';
import { checkFlagKey } from './create.ts';
import { checkVariantSum, readVariants } from './variant-input.ts';

export type FlagChange = Partial<
  Pick<
    FeatureFlag,
    | 'key'
    | 'name'
    | 'filters'
    | 'active'
    | 'archived'
    | 'deleted'
    | 'ensure_experience_continuity'
    | 'tags'
    | 'evaluation_contexts'
    | 'evaluation_runtime'
    | 'bucketing_identifier'
    | 'is_remote_configuration'
  >
>;

/** The filters after a write: only the keys at the top that are sent are replaced. */
const filtersOver =
  (stored: FlagFilters | undefined): Field<FlagFilters> =>
  (sent, attr) => {
    if (!isObject(sent)) throw invalid('Filters must be a dictionary', attr);
    return checkedFilters({ ...stored, ...sent }, attr);
  };

function checkedFilters(value: JsonObject, attr: string): FlagFilters {
  const groups: unknown = value['groups'] ?? [];
  if (!Array.isArray(groups) || !groups.every(isObject)) {
    throw invalid('Filters are not valid (groups must be a list of objects)', attr);
  }
  const multivariate = value['multivariate'];
  const variants = readVariants(
    objectOr(multivariate)['variants'],
    'filters__multivariate__variants',
  );
  checkVariantSum(variants);
  for (const group of groups) {
    const override = group['variant'];
    if (override != null && !variants.some(({ key }) => key === override)) {
      throw invalid('Filters are not valid (variant override does not exist)', attr);
    }
  }
  const { groups: _groups, multivariate: _multivariate, ...rest } = value;
  return { ...rest, groups, ...(multivariate == null ? {} : { multivariate: { variants } }) };
}

/** Parses and validates the flag fields that a request contains. @throws ApiError 400 */
export function readFlagChange(
  request: ProjectRequest,
  body: JsonObject,
  own: FeatureFlag | null,
): FlagChange {
  const key = optional(body, 'key', text({ max: 400 }));
  if (key !== undefined && key !== own?.key) requireFreeKey(request, key);
  const read = {
    key,
    name: optional(body, 'name', text({ blank: true })),
    filters: optional(body, 'filters', filtersOver(own?.filters)),
    active: optional(body, 'active', bool),
    archived: optional(body, 'archived', bool),
    deleted: optional(body, 'deleted', bool),
    ensure_experience_continuity: optional(body, 'ensure_experience_continuity', nullable(bool)),
    tags: optional(body, 'tags', listOf(text()))?.map((tag) => tag.toLowerCase()),
    evaluation_contexts: optional(body, 'evaluation_contexts', listOf(text())),
    evaluation_runtime: optional(body, 'evaluation_runtime', choice('server', 'client', 'all')),
    bucketing_identifier: optional(
      body,
      'bucketing_identifier',
      nullable(choice('distinct_id', 'device_id')),
    ),
    is_remote_configuration: optional(body, 'is_remote_configuration', nullable(bool)) ?? undefined,
  };
  return definite(read);
}

function requireFreeKey({ store, project }: ProjectRequest, key: string): void {
  checkFlagKey(key);
  if (store.flagByKey(project.id, key)) {
    throw invalid('There is already a feature flag with this key.', 'key', 'unique');
  }
}

type Definite<Fields> = { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> };

/** The fields without undefined values. */
function definite<Fields extends object>(fields: Fields): Definite<Fields> {
  const result: Definite<Fields> = {};
  for (const key in fields) {
    const value = fields[key];
    if (isSent(value)) result[key] = value;
  }
  return result;
}

const isSent = <Value>(value: Value): value is Exclude<Value, undefined> => value !== undefined;
