import type { ExperimentForm } from './form.ts';

/** The position of the variant that PostHog compares the others with: the chosen one, otherwise `control`, otherwise the first. */
export function baselineAt({ variants, statistics }: ExperimentForm): number {
  const chosen = chosenIn(statistics.raw) ?? 'control';
  return Math.max(
    0,
    variants.findIndex(({ key }) => key.trim() === chosen),
  );
}

function chosenIn(settings: unknown): string | undefined {
  if (typeof settings !== 'object' || settings === null) return undefined;
  const chosen = 'baseline_variant_key' in settings ? settings.baseline_variant_key : undefined;
  return typeof chosen === 'string' ? chosen : undefined;
}
