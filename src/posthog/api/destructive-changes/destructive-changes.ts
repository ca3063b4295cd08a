import { asObject, type JsonObject } from '../json.ts';
import type { Operation, OperationId } from '../operations.ts';
import {
  archiveRule,
  freezeRule,
  launchByDateRule,
  launchRule,
  pauseRule,
  unfreezeRule,
} from './calls.ts';
import { experimentRules } from './experiment.ts';
import { featureFlagRules } from './feature-flag.ts';
import { changes, type CallRule, type DestructiveChange, type FieldRules } from './rule.ts';
import { holdoutRules, savedMetricRules } from './shared.ts';

export type { DestructiveChange } from './rule.ts';

/** What decides whether a call of an operation needs confirmation. */
interface OperationRules {
  /** Rules of the fields of its body. */
  readonly fields?: FieldRules;
  readonly call?: CallRule;
}

const updateOfExperiment: OperationRules = { fields: experimentRules, call: launchByDateRule };

/** Operations that need confirmation depending on their arguments and on the present state of their object. */
const rules: { readonly [Id in OperationId]?: OperationRules } = {
  experiments_create: { call: launchByDateRule },
  experiments_partial_update: updateOfExperiment,
  experiments_update: updateOfExperiment,
  experiments_archive_create: { call: archiveRule },
  experiments_freeze_exposure_create: { call: freezeRule },
  experiments_launch_create: { call: launchRule },
  experiments_pause_create: { call: pauseRule },
  experiments_unfreeze_exposure_create: { call: unfreezeRule },
  experiment_holdouts_partial_update: { fields: holdoutRules },
  experiment_holdouts_update: { fields: holdoutRules },
  experiment_saved_metrics_partial_update: { fields: savedMetricRules },
  experiment_saved_metrics_update: { fields: savedMetricRules },
  feature_flags_partial_update: { fields: featureFlagRules },
  feature_flags_update: { fields: featureFlagRules },
};

type Judged = Pick<Operation, 'id' | 'effect' | 'consequence'>;

/** When a call of an operation needs confirmation: `depends` on its arguments and on the present state. */
export type Confirmation = 'always' | 'depends' | 'never';

/** When calls of an operation need confirmation. `always` for those that no other call can undo. */
export function confirmationOf({ id, effect, consequence }: Judged): Confirmation {
  if (effect === 'destructive' || consequence?.loses !== undefined) return 'always';
  return rules[id] ? 'depends' : 'never';
}

/** Operations that never need confirmation, but change what people get. */
const serving: ReadonlySet<OperationId> = new Set<OperationId>([
  'experiments_resume_create',
  'feature_flags_create',
]);

/**
 * True when calls of an operation may take something away or change what people get. MCP's `destructiveHint`, GraphQL's
 * `lifecycle { destructive }` and the tag `destructive` of its mutations all say this.
 */
export const isDestructive = (operation: Judged): boolean =>
  confirmationOf(operation) !== 'never' || serving.has(operation.id);

/** A field without a rule needs confirmation whenever its value changes. */
const ruleOf = (known: FieldRules, field: string) =>
  (Object.hasOwn(known, field) ? known[field] : undefined) ??
  changes(field, 'The effect of changing this field is unknown to this API.');

/** True unless the arguments alone prove that nothing needs confirmation, so that the object need not be read. */
export function mayNeedConfirmation(operation: Judged, body: unknown): boolean {
  if (confirmationOf(operation) === 'always') return true;
  const { fields, call } = rules[operation.id] ?? {};
  const sent = asObject(body);
  const byField = ([field, value]: [string, unknown]) =>
    fields !== undefined && ruleOf(fields, field).mayBeDestructive(value);
  return call?.mayNeedConfirmation(sent) === true || Object.entries(sent).some(byField);
}

/**
 * What a call would do that needs confirmation, compared with the object's present state. Every API that asks decides
 * by this. Empty for a call that takes nothing away.
 * @param now the object as PostHog answers it; empty for a call that creates one
 */
export function destructiveChangesOf(
  operation: Judged,
  body: unknown,
  now: JsonObject,
): DestructiveChange[] {
  const { fields, call } = rules[operation.id] ?? {};
  const sent = asObject(body);
  const byField = Object.entries(fields ? sent : {}).flatMap(([field, after]) => {
    const rule = ruleOf(fields ?? {}, field);
    const why = rule.reason(after, now);
    const before = (rule.before ? rule.before(now) : now[field]) ?? null;
    return why === undefined ? [] : [{ field, before, after, why }];
  });
  return [...byField, ...(call?.changes(sent, now) ?? [])];
}
