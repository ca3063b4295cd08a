import {
  groupsOf,
  isActive,
  isExposureFrozen,
  variantsOf,
  type EmbeddedFlag,
} from '../experiment/lifecycle/state.ts';
import { shareOf as shareOfVariant } from './share.ts';

/** A share as PostHog should store it: a number, or a number written as text; null for anything else. */
export function shareOf(value: unknown): number | null {
  if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '')) return null;
  const share = Number(value);
  return Number.isFinite(share) ? share : null;
}

interface Condition {
  /** From 0 to 100. A condition without a percentage admits everyone it matches; null if it cannot be read. */
  readonly rolloutPercentage: number | null;
  /** The number of properties a person must have. */
  readonly properties: number;
}

/** Whom a flag admits. */
export interface Admission {
  /** In PostHog's order. */
  readonly conditions: readonly Condition[];
  /** The share of all people in percent; null if it depends on properties. */
  readonly share: number | null;
  readonly admitsEveryone: boolean;
  /** In words, after "admits": "20 % of people". */
  readonly people: string;
}

const isForEveryone = ({ properties, rolloutPercentage }: Condition) =>
  properties === 0 && rolloutPercentage === 100;

function conditionsOf(flag: EmbeddedFlag): Condition[] {
  return groupsOf(flag).map(({ rollout_percentage: stored, properties }) => ({
    rolloutPercentage: stored == null ? 100 : shareOf(stored),
    properties: Array.isArray(properties) ? properties.length : 0,
  }));
}

/** Whom the flag admits, by its release conditions. */
export function admissionOf(flag: EmbeddedFlag): Admission {
  const conditions = conditionsOf(flag);
  const share = shareAdmitted(conditions);
  return {
    conditions,
    share,
    admitsEveryone: conditions.some(isForEveryone),
    people: isExposureFrozen(flag)
      ? 'only people who were exposed before the freeze'
      : peopleAdmitted(conditions, share),
  };
}

/** All conditions roll the same dice for a person, so the largest percentage includes the others. */
function largest(conditions: readonly Condition[]): number {
  return Math.max(0, ...conditions.map(({ rolloutPercentage }) => rolloutPercentage ?? 0));
}

function shareAdmitted(conditions: readonly Condition[]): number | null {
  if (conditions.some(({ rolloutPercentage }) => rolloutPercentage === null)) return null;
  const some = conditions.filter(({ rolloutPercentage }) => rolloutPercentage !== 0);
  if (some.some(isForEveryone)) return 100;
  return some.every(({ properties }) => properties === 0) ? largest(some) : null;
}

function peopleAdmitted(conditions: readonly Condition[], share: number | null): string {
  if (share === 0) return 'nobody';
  if (share !== null) return `${share} % of people`;
  const [only] = conditions;
  if (conditions.length === 1 && only?.rolloutPercentage != null) {
    return `${only.rolloutPercentage} % of the people who match its release condition`;
  }
  const anyone = largest(conditions.filter(({ properties }) => properties === 0));
  return anyone === 0
    ? 'only people who match its release conditions'
    : `${anyone} % of people, and others who match a release condition`;
}

/** The first condition that admits a person decides, so those after a condition for everyone have no effect. */
function effectiveGroups(flag: EmbeddedFlag) {
  const catchAll = conditionsOf(flag).findIndex(isForEveryone);
  return catchAll === -1 ? groupsOf(flag) : groupsOf(flag).slice(0, catchAll + 1);
}

/** Release conditions that assign one variant to everyone they match and have an effect, by their index. */
export const pinsOf = (
  flag: EmbeddedFlag,
): { readonly index: number; readonly variant: string }[] =>
  effectiveGroups(flag).flatMap(({ variant }, index) =>
    typeof variant === 'string' ? [{ index, variant }] : [],
  );

/** True for a flag that is on and gives the people it admits one of several variants at random. */
export function splitsPeople(flag: EmbeddedFlag): boolean {
  const served = variantsOf(flag).filter((variant) => shareOfVariant(variant) !== 0);
  if (!isActive(flag) || served.length < 2) return false;
  return effectiveGroups(flag).some(
    ({ variant, rollout_percentage: share }) => typeof variant !== 'string' && share !== 0,
  );
}
