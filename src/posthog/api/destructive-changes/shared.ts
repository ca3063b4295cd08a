import { changes, harmless, removes, type FieldRule, type FieldRules } from './rule.ts';
import { isRow, isSameValue, without } from './same-value.ts';

/** Fields of `PATCH` and `PUT` of a holdout. */
export const holdoutRules: FieldRules = {
  name: harmless,
  description: harmless,
  filters: changes(
    'filters',
    'Other people are held out, at once and in the flag of every experiment that uses it.',
  ),
};

/** The metric without its uuid and fingerprint, which the server assigns and preserves. */
const measured = (query: unknown) => (isRow(query) ? without(query, 'uuid', 'fingerprint') : query);

const query: FieldRule = {
  mayBeDestructive: () => true,
  reason: (value, now) =>
    isSameValue(measured(value), measured(now['query']))
      ? undefined
      : 'It is measured in another way in every experiment that uses it.',
};

/** Fields of `PATCH` and `PUT` of a shared metric. */
export const savedMetricRules: FieldRules = {
  name: harmless,
  description: harmless,
  query,
  tags: removes('tags', 'Tags that are left out are not kept anywhere.'),
};
