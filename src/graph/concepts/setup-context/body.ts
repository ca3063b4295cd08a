import type { OperationArguments } from '../../../posthog/client.ts';
import { inputError } from '../../core/input-error.ts';
import type { Wire } from '../../core/wire.ts';
import type { ExperimentSetupContextInput, PropertyConditionInput } from './inputs.ts';

type Body = NonNullable<OperationArguments<'experiments_setup_context_create'>['body']>;
type Input = typeof ExperimentSetupContextInput.$inferInput;
type Condition = typeof PropertyConditionInput.$inferInput;

const MAX_EVENT_LENGTH = 400;
const MAX_CONDITIONS = 10;
const MAX_ROWS = 25;

/**
 * The body of PostHog's setup_context request, after checking PostHog's own limits.
 * @throws GraphQLError BAD_USER_INPUT naming the first argument that is out of range.
 */
export function setupContextBody(input: Input): Body {
  if (input.targetUrlContains != null && input.targetEvent !== '$pageview') {
    throw inputError(
      '`targetUrlContains` needs `targetEvent: "$pageview"`.',
      'input.targetUrlContains',
    );
  }
  return {
    target_event: text('targetEvent', input.targetEvent),
    target_url_contains: input.targetUrlContains ?? undefined,
    target_properties: conditions('targetProperties', input.targetProperties),
    metric_event: text('metricEvent', input.metricEvent),
    metric_properties: conditions('metricProperties', input.metricProperties),
    previous_experiments_limit: rows('previousExperimentsLimit', input.previousExperimentsLimit),
    shared_metrics_limit: rows('sharedMetricsLimit', input.sharedMetricsLimit),
  };
}

function text(name: string, value: string | null | undefined) {
  if (value != null && value.length > MAX_EVENT_LENGTH) {
    throw inputError(
      `\`${name}\` may have at most ${MAX_EVENT_LENGTH} characters, not ${value.length}.`,
      `input.${name}`,
    );
  }
  return value ?? undefined;
}

function rows(name: string, value: number | null | undefined) {
  if (value != null && (value < 1 || value > MAX_ROWS)) {
    throw inputError(`\`${name}\` must be from 1 to ${MAX_ROWS}, not ${value}.`, `input.${name}`);
  }
  return value ?? undefined;
}

function conditions(name: string, values: readonly Condition[] | null | undefined) {
  if (values != null && values.length > MAX_CONDITIONS) {
    throw inputError(
      `\`${name}\` may have at most ${MAX_CONDITIONS} conditions, not ${values.length}.`,
      `input.${name}`,
    );
  }
  return values?.map((condition, index) => wireCondition(condition, `input.${name}.${index}`));
}

function wireCondition(condition: Condition, path: string): Wire['SetupContextPropertyFilter'] {
  const { key, operator, label } = condition;
  const shared = {
    key,
    operator,
    value: comparable(condition.value, `${path}.value`),
    label: label ?? null,
  };
  // Two object literals, because the contract discriminates the two kinds by `type`.
  return condition.subject === 'event'
    ? { type: 'event', ...shared }
    : { type: 'person', ...shared };
}

type Scalar = string | number | boolean;

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const isScalarList = (value: unknown): value is Scalar[] =>
  Array.isArray(value) && value.every(isScalar);

function comparable(value: unknown, path: string): Scalar | Scalar[] | null {
  if (value == null) return null;
  if (isScalar(value) || isScalarList(value)) return value;
  throw inputError('A value must be a string, a number, a boolean, or a list of those.', path);
}
