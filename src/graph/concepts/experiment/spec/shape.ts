import { z } from 'zod';
import type { InputCode } from '../../../context/input-codes.ts';
import { InputFaults, type InputFault } from '../../../mutations/input-faults.ts';

const name = z.string().trim().min(1).max(400);
const percentage = z.number().min(0).max(100);

/** A metric in PostHog's own form; uuid and fingerprint belong to one experiment and are not part of a spec. */
const metric = z.looseObject({
  kind: z.literal('ExperimentMetric').default('ExperimentMetric'),
  metric_type: z.enum(['mean', 'funnel', 'ratio', 'retention']),
});

const variant = z.strictObject({
  key: name,
  name: z.string().nullish(),
  rolloutPercentage: percentage,
  payload: z.unknown().optional(),
});

const specShape = z.strictObject({
  name,
  featureFlagKey: name,
  description: z.string().max(3_000).nullish(),
  kind: z.enum(['product', 'web']).optional(),
  flag: z
    .strictObject({
      variants: z.array(variant).min(2).max(20).optional(),
      rolloutPercentage: percentage.optional(),
      aggregationGroupTypeIndex: z.int().min(0).max(4).nullish(),
      ensureExperienceContinuity: z.boolean().nullish(),
    })
    .optional(),
  metrics: z.array(metric).optional(),
  secondaryMetrics: z.array(metric).optional(),
  sharedMetrics: z
    .array(z.strictObject({ name, role: z.enum(['primary', 'secondary']).default('primary') }))
    .optional(),
  holdout: name.nullish(),
  statsConfig: z.looseObject({}).optional(),
  exposureCriteria: z.looseObject({}).optional(),
  runningTime: z.looseObject({}).optional(),
  excludedVariants: z.array(z.string()).optional(),
  onlyCountMaturedUsers: z.boolean().optional(),
  tags: z.array(z.string().toLowerCase()).optional(),
});

/**
 * An experiment as code: its definition without ids, dates and results. Fields that are left out
 * stay unchanged.
 */
export type Spec = z.infer<typeof specShape>;
export type SpecVariant = z.infer<typeof variant>;

/**
 * Parses a spec and reports everything that is wrong with it.
 * @throws InvalidInput with paths below `spec`
 */
export function readSpec(value: unknown): Spec {
  const parsed = specShape.safeParse(value);
  const faults = new InputFaults();
  if (parsed.success) checkSum(faults, parsed.data);
  else faults.addAll(parsed.error.issues.map(faultOf));
  faults.raise();
  if (!parsed.success) throw parsed.error;
  return parsed.data;
}

function checkSum(faults: InputFaults, { flag }: Spec): void {
  const variants = flag?.variants ?? [];
  faults.distinct(
    'spec.flag.variants',
    variants.map(({ key }) => key),
    'variant key',
  );
  const sum = variants.reduce((total, { rolloutPercentage }) => total + rolloutPercentage, 0);
  if (variants.length > 0 && Math.abs(sum - 100) > 0.005) {
    faults.add(
      'spec.flag.variants',
      'SUM_NOT_100',
      `The percentages of the variants must sum to 100, not ${Number(sum.toFixed(4))}.`,
    );
  }
}

/** The codes of the mistakes that the shape above can find. */
const issueCodes: Readonly<Partial<Record<z.core.$ZodIssue['code'], InputCode>>> = {
  invalid_type: 'INVALID_TYPE',
  invalid_value: 'INVALID_VALUE',
  too_small: 'TOO_SMALL',
  too_big: 'TOO_BIG',
  unrecognized_keys: 'UNRECOGNIZED_KEYS',
};

function faultOf({ path, code, message }: z.core.$ZodIssue): InputFault {
  return { path: ['spec', ...path].join('.'), code: issueCodes[code] ?? 'INVALID_INPUT', message };
}
