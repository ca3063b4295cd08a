import { closest, distance } from 'fastest-levenshtein';
import { isGuardrailName } from './guardrail.ts';
import { isLegacyKind, metricProperties } from './metric-shape.ts';
import type { Spec } from './shape.ts';

/** Something that is wrong with a spec whose single values all fit. */
export interface SpecProblem {
  readonly path: readonly (string | number)[];
  readonly code: 'DUPLICATE' | 'SUM_NOT_100' | 'REQUIRED' | 'INVALID_VALUE' | 'UNRECOGNIZED_KEYS';
  readonly message: string;
}

/** At most so many letters differ in a misspelt property of a metric. */
const MISSPELT = 2;

/** What is wrong with a spec beyond its single values: sums, duplicates, and properties that need each other. */
export function problemsOf(spec: Spec): SpecProblem[] {
  const { metrics = [], secondaryMetrics = [] } = spec;
  return [
    ...variantProblems(spec),
    ...sharedMetricProblems(spec),
    ...metrics.flatMap((metric, index) => metricProblems(metric, ['metrics', index], false)),
    ...secondaryMetrics.flatMap((metric, index) =>
      metricProblems(metric, ['secondaryMetrics', index], true),
    ),
  ];
}

function variantProblems({ flag }: Spec): SpecProblem[] {
  const variants = flag?.variants ?? [];
  const problems = duplicates(
    variants.map(({ key }) => key),
    (index) => ['flag', 'variants', index],
    'variant key',
  );
  const sum = variants.reduce((total, { rolloutPercentage }) => total + rolloutPercentage, 0);
  if (variants.length > 0 && Math.abs(sum - 100) > 0.005) {
    problems.push({
      path: ['flag', 'variants'],
      code: 'SUM_NOT_100',
      message: `The percentages of the variants must sum to 100, not ${Number(sum.toFixed(4))}.`,
    });
  }
  return problems;
}

const sharedMetricProblems = ({ sharedMetrics = [] }: Spec): SpecProblem[] =>
  duplicates(
    sharedMetrics.map(({ name, role }) => `${name}, as ${role}`),
    (index) => ['sharedMetrics', index],
    'shared metric',
  );

function duplicates(
  values: readonly string[],
  pathOf: (index: number) => SpecProblem['path'],
  what: string,
): SpecProblem[] {
  return values.flatMap((value, index): SpecProblem[] =>
    values.indexOf(value) < index
      ? [
          {
            path: pathOf(index),
            code: 'DUPLICATE',
            message: `The ${what} "${value}" appears twice.`,
          },
        ]
      : [],
  );
}

function metricProblems(
  metric: Readonly<Record<string, unknown>>,
  path: SpecProblem['path'],
  isSecondary: boolean,
): SpecProblem[] {
  const { kind, metric_type: type, name, guardrail } = metric;
  if (isLegacyKind(kind)) return [];
  const problems: SpecProblem[] = [];
  const add = (property: string, code: SpecProblem['code'], message: string) =>
    problems.push({ path: [...path, property], code, message });
  if (type === undefined)
    add('metric_type', 'REQUIRED', 'A metric needs metric_type: mean, funnel, ratio or retention.');
  const known = isSecondary ? [...metricProperties, 'guardrail'] : metricProperties;
  for (const property of Object.keys(metric)) {
    const meant = closest(property, known);
    // Another property may be a new one of PostHog's; what PostHog does not store is reported after the write.
    if (property !== meant && distance(property, meant) <= MISSPELT && !known.includes(property))
      add(
        property,
        'UNRECOGNIZED_KEYS',
        `"${property}" is not a property of metrics. Did you mean "${meant}"?`,
      );
  }
  if (!isSecondary && guardrail !== undefined)
    add('guardrail', 'UNRECOGNIZED_KEYS', 'Only secondary metrics can be guardrails.');
  const isNamed = typeof name === 'string' && name.trim() !== '';
  if (isSecondary && guardrail === true && !isNamed)
    add('guardrail', 'REQUIRED', 'A guardrail needs a name: PostHog stores there that it is one.');
  if (isSecondary && guardrail === false && isNamed && isGuardrailName(name))
    add(
      'guardrail',
      'INVALID_VALUE',
      'The word "guardrail" in the name makes the metric a guardrail.',
    );
  return problems;
}
