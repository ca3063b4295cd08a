import { isGuardrailName } from './guardrail.ts';
import { isLegacyKind } from './metric-shape.ts';
import type { SpecProblem } from './problem.ts';
import type { Spec } from './shape.ts';

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
