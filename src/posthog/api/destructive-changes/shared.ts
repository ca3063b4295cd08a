import { changes, harmless, removes, type FieldRule, type FieldRules } from './rule.ts';
import { isJsonObject } from '../json.ts';
import { isSameValue, without } from './same-value.ts';

/** Fields of `PATCH` and `PUT` of a holdout. */
export const holdoutRules: FieldRules = {
  name: harmless,
  description: harmless,
  filters: changes(
    'filters',
    'Different people are held out, immediately and in the flag of every experiment that uses it.',
  ),
};

/** The metric without its uuid and fingerprint, which the server assigns and preserves. */
const measured = (query: unknown) =>
  isJsonObject(query) ? without(query, 'uuid', 'fingerprint') : query;

const query: FieldRule = {
  mayBeDestructive: () => true,
  reason: (value, now) =>
    isSameValue(measured(value), measured(now['query']))
      ? undefined
      : 'It is measured differently in every experiment that uses it.',
};

/** Fields of `PATCH` and `PUT` of a shared metric. */
export const savedMetricRules: FieldRules = {
  name: harmless,
  description: harmless,
  query,
  tags: removes('tags', 'Tags that are omitted cannot be recovered.'),
};
