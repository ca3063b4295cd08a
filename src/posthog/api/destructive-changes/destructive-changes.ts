import type { Operation, OperationId } from '../operations.ts';
import { archiveRules, experimentRules } from './experiment.ts';
import { featureFlagRules } from './feature-flag.ts';
import { changes, type FieldRules } from './rule.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { holdoutRules, savedMetricRules } from './shared.ts';

/** Operations that may be destructive depending on their arguments, with the rules of their fields. */
const rules: { readonly [Id in OperationId]?: FieldRules } = {
  experiments_partial_update: experimentRules,
  experiments_update: experimentRules,
  experiments_archive_create: archiveRules,
  experiment_holdouts_partial_update: holdoutRules,
  experiment_holdouts_update: holdoutRules,
  experiment_saved_metrics_partial_update: savedMetricRules,
  experiment_saved_metrics_update: savedMetricRules,
  feature_flags_partial_update: featureFlagRules,
  feature_flags_update: featureFlagRules,
};

/** One field that a call would change, and why the change needs confirmation. */
export interface DestructiveChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly why: string;
}

/** The rules of an operation's fields; undefined when its arguments make no difference. */
export const rulesOf = ({ id }: Pick<Operation, 'id'>): FieldRules | undefined => rules[id];

/** A field without a rule needs confirmation whenever its value changes. */
const ruleOf = (known: FieldRules, field: string) =>
  (Object.hasOwn(known, field) ? known[field] : undefined) ??
  changes(field, 'The effect of changing this field is unknown to this API.');

const fieldsOf = (body: unknown): readonly (readonly [string, unknown])[] =>
  isJsonObject(body) ? Object.entries(body) : [];

/** True unless the arguments alone prove that nothing is lost. A PUT is meant to replace the whole object. */
export function mayBeDestructive({ method, ...operation }: Operation, body: unknown): boolean {
  const known = rulesOf(operation);
  if (!known) return false;
  return (
    method === 'PUT' ||
    fieldsOf(body).some(([field, value]) => ruleOf(known, field).mayBeDestructive(value))
  );
}

/** The data a call would destroy, compared with the object's current state. */
export function destructiveChangesOf(
  operation: Operation,
  body: unknown,
  now: JsonObject,
): DestructiveChange[] {
  const known = rulesOf(operation) ?? {};
  return fieldsOf(body).flatMap(([field, after]) => {
    const rule = ruleOf(known, field);
    const why = rule.reason(after, now);
    const before = (rule.before ? rule.before(now) : now[field]) ?? null;
    return why === undefined ? [] : [{ field, before, after, why }];
  });
}
