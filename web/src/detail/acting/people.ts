import { share } from '../../format.ts';
import type { FlagFactsFragment } from '../generated/graphql.ts';

type Condition = NonNullable<FlagFactsFragment['releaseConditions']>[number];

const depends = (properties: unknown) => Array.isArray(properties) && properties.length > 0;

const isForAll = ({ rolloutPercentage, properties }: Condition) =>
  !depends(properties) && (rolloutPercentage ?? 100) === 100;

/** The people whom a flag admits, in few words: “everyone”, “20%”, “nobody (flag off)”. */
export function peopleOf({
  active,
  releaseConditions,
}: Pick<FlagFactsFragment, 'active' | 'releaseConditions'>): string {
  if (!active) return 'nobody (flag off)';
  const [only, ...others] = releaseConditions ?? [];
  if (releaseConditions?.some(isForAll)) return 'everyone';
  if (releaseConditions?.every(({ rolloutPercentage }) => rolloutPercentage === 0)) return 'nobody';
  if (!only || others.length > 0) return 'the people its conditions match';
  const percentage = `${only.rolloutPercentage ?? 100}%`;
  return !depends(only.properties) ? percentage : `${percentage} of those who match`;
}

/** Who gets a variant, in few words: “10% of people”, “everyone”, “nobody (flag off)”. */
export function reachOf(flag: FlagFactsFragment, variantKey: string): string {
  const { active, releaseConditions, variants } = flag;
  if (!active) return 'nobody (flag off)';
  const split = variants?.find(({ key }) => key === variantKey)?.rolloutPercentage;
  const conditions = releaseConditions ?? [];
  if (split == null && conditions.every(({ variant }) => variant == null)) return 'not known';
  const shareOf = ({ rolloutPercentage, variant }: Condition) =>
    ((rolloutPercentage ?? 100) / 100) *
    (variant == null ? (split ?? 0) / 100 : variant === variantKey ? 1 : 0);
  // PostHog evaluates conditions in order, and those behind one that matches all people have no effect on them.
  const first = conditions.findIndex(isForAll);
  const effective = first === -1 ? conditions : conditions.slice(0, first + 1);
  const shares = effective.map(shareOf);
  if (shares.every((one) => one === 0)) return 'nobody';
  const [only, ...others] = effective;
  if (!only || others.length > 0) return 'the people its conditions match';
  const [part = 0] = shares;
  if (depends(only.properties)) return `${share(part)} of those who match`;
  if (only.exposureFrozen === true) return `${share(part)} of those exposed before`;
  return part === 1 ? 'everyone' : `${share(part)} of people`;
}
