import { isDeepStrictEqual } from 'node:util';
import type { SpecProblem } from './problem.ts';
import { refusedExposure, refusedMetric } from './refused-metrics.ts';
import { refusedVariants } from './refused-variants.ts';
import type { Spec } from './shape.ts';
import { unknownProperties } from './unknown-properties.ts';

/** What PostHog has of the experiment that a spec is about. */
interface InPostHog {
  /** The experiment, or the flag to which a new one will be attached; null where that is not known. */
  readonly stored: Partial<Spec> | null;
  /** True where the experiment is created. */
  readonly isNew: boolean;
  /** True where the flag is created. */
  readonly isNewFlag: boolean;
  /** True for a metric that PostHog has stored as it is: it takes it back whatever is wrong with it. */
  readonly isStored: (list: 'metrics' | 'secondaryMetrics', index: number) => boolean;
}

/** For a spec about which PostHog was not asked: as if there were nothing yet. */
export const nothingStored: InPostHog = {
  stored: null,
  isNew: true,
  isNewFlag: true,
  isStored: () => false,
};

/**
 * What PostHog certainly refuses of a spec, or does not know, given what it has stored. It only says what is so in every
 * version of PostHog.
 */
export function postHogProblems(
  spec: Partial<Spec>,
  { stored, isNew, isNewFlag, isStored }: InPostHog,
): SpecProblem[] {
  const { featureFlagKey: key, exposureCriteria } = spec;
  const config = exposureCriteria?.exposure_config;
  const problems = unknownProperties(spec, stored);
  if (isNewFlag && key !== undefined && !/^[\w-]+$/.test(key))
    problems.push({
      path: ['featureFlagKey'],
      code: 'INVALID_VALUE',
      message: 'The key of a flag can have letters, numbers, - and _ only.',
    });
  if (isNew && spec.kind === 'web' && lacksControl(spec, stored))
    problems.push({
      path: ['flag', 'variants'],
      code: 'REQUIRED',
      message: 'An experiment of the kind web needs a variant with the key "control".',
    });
  for (const list of ['metrics', 'secondaryMetrics'] as const)
    for (const [index, metric] of (spec[list] ?? []).entries())
      if (!isStored(list, index)) problems.push(...refusedMetric(metric, [list, index]));
  if (!isDeepStrictEqual(config, stored?.exposureCriteria?.exposure_config))
    problems.push(...refusedExposure(config, ['exposureCriteria', 'exposure_config']));
  return [...problems, ...refusedVariants(spec, stored)];
}

function lacksControl({ flag }: Partial<Spec>, stored: Partial<Spec> | null): boolean {
  const variants = flag?.variants ?? stored?.flag?.variants;
  return variants !== undefined && variants.every(({ key }) => key !== 'control');
}
