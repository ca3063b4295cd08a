import type { FlagVariant, JsonObject } from '../../model/entities.ts';
import { invalid, requiredError } from '../../model/errors.ts';
import { isObject } from '../../model/json.ts';
import type { SandboxRequest } from '../../model/route.ts';
import { pythonRepr } from '../../validation/python-repr.ts';
import { TOO_FEW_VARIANTS } from './linkable.ts';

const MAX_VARIANTS = 20;

/**
 * Converts variants to the flag's form: `Control` becomes `control` unless there is an exact match,
 * `split_percent` takes precedence over `rollout_percentage`, other keys are dropped
 * (docs/posthog/feature-flags.md#variant-rules).
 * @throws ApiError 400; `attr` is null, as on servers of autumn 2026
 */
export function readVariants(sent: unknown, attr: string): FlagVariant[] {
  if (sent === undefined || sent === null) return [];
  if (!Array.isArray(sent)) {
    throw invalid('Expected a list of items but got type "dict".', attr, 'not_a_list');
  }
  const variants = sent.map((variant: unknown, index) => readVariant(variant, index, attr));
  if (variants.some(({ key }) => key === 'control')) return variants;
  return variants.map((variant) =>
    variant.key.toLowerCase() === 'control' ? { ...variant, key: 'control' } : variant,
  );
}

function readVariant(sent: unknown, index: number, attr: string): FlagVariant {
  if (!isObject(sent)) throw invalid(`Feature flag variant at index ${index} must be an object`);
  if (!('key' in sent)) {
    throw invalid(`Feature flag variant at index ${index} must have a 'key' field`);
  }
  const path = `${attr}__${index}`;
  const percentage = sent['split_percent'] ?? sent['rollout_percentage'];
  if (percentage === undefined || percentage === null) {
    throw invalid(
      'Each variant must include split_percent (recommended) or rollout_percentage (deprecated).',
    );
  }
  return {
    key: readKey(sent, `${path}__key`),
    ...(typeof sent['name'] === 'string' ? { name: sent['name'] } : {}),
    rollout_percentage: readPercentage(percentage, `${path}__rollout_percentage`),
  };
}

function readKey({ key }: JsonObject, attr: string): string {
  if (key === null || key === undefined) throw requiredError(attr);
  if (typeof key !== 'string') throw invalid('Not a valid string.', attr);
  if (key.trim() === '') throw invalid('This field may not be blank.', attr, 'blank');
  return key;
}

/** Parses a percentage from 0 to 100. @throws ApiError 400 */
export function readPercentage(value: unknown, attr: string): number {
  if (typeof value !== 'number') throw invalid('A valid integer is required.', attr);
  if (value < 0) {
    throw invalid('Ensure this value is greater than or equal to 0.', attr, 'min_value');
  }
  if (value > 100) {
    throw invalid('Ensure this value is less than or equal to 100.', attr, 'max_value');
  }
  return value;
}

/** Checks an experiment's requirements on its variants; an empty set means the default pair. @throws ApiError 400 */
export function checkVariantSet(
  { profile }: Pick<SandboxRequest, 'profile'>,
  variants: readonly FlagVariant[],
): void {
  if (variants.length > MAX_VARIANTS) throw invalid('Feature flag variants must be less than 21');
  if (variants.length === 1) throw invalid(TOO_FEW_VARIANTS);
  if (!profile.control_required || variants.length === 0) return;
  const keys = variants.map(({ key }) => key);
  if (!keys.includes('control')) {
    throw invalid(
      `Feature flag variants must contain a variant with key 'control' (lowercase, exactly). Got keys: ${pythonRepr(keys)}. Rename the baseline variant's 'key' to 'control'.`,
    );
  }
}

/** Checks that the percentages of a flag's variants add up. @throws ApiError 400 */
export function checkVariantSum(variants: readonly FlagVariant[]): void {
  const sum = variants.reduce((total, variant) => total + variant.rollout_percentage, 0);
  if (variants.length > 0 && Math.abs(sum - 100) > 1e-9) {
    throw invalid(
      'Invalid variant definitions: Variant rollout percentages must sum to 100.',
      'filters',
    );
  }
}
