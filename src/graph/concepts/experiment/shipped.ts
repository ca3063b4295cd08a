import { shareOf } from '../feature-flag/share.ts';
import { isActive, storedVariants, variantsOf, type EmbeddedFlag } from './lifecycle/state.ts';
import type { ExperimentRow } from './loader.ts';

/** The key of the variant that the others are compared with. Only the detail says whether the team chose another one. */
export function baselineOf(row: ExperimentRow): string {
  const chosen = row.stats_config?.baseline_variant_key;
  if (chosen != null) return chosen;
  const keys = storedVariants(row).map(({ key }) => key);
  return keys.includes('control') ? 'control' : (keys[0] ?? 'control');
}

/** The key of the only variant that a flag serves; null where it is off or still serves several. */
export function onlyServed(flag: EmbeddedFlag): string | null {
  if (!isActive(flag)) return null;
  const served = variantsOf(flag).filter((variant) => shareOf(variant) !== 0);
  const [only] = served;
  return served.length === 1 && only && shareOf(only) === 100 ? only.key : null;
}

/** How a conclusion contradicts the variant that people get, as a sentence; null if it does not. */
export function contradictionOf(
  conclusion: string,
  variantKey: string,
  baseline: string,
): string | null {
  if (conclusion === 'won' && variantKey === baseline) {
    return `The conclusion is "won", but the baseline "${baseline}" is shipped.`;
  }
  if ((conclusion === 'lost' || conclusion === 'invalid') && variantKey !== baseline) {
    return `The conclusion is "${conclusion}", but "${variantKey}" is shipped.`;
  }
  return null;
}
