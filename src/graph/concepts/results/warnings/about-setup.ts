import { groupsOf, isActive, type EmbeddedFlag } from '../../experiment/lifecycle/state.ts';
import { isPrimary, type Subject } from './subject.ts';
import type { Warning } from './warning.ts';

/** A share as PostHog should store it: a number, or a number written as text; null for anything else. */
function shareOf(value: unknown): number | null {
  if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '')) return null;
  const share = Number(value);
  return Number.isFinite(share) ? share : null;
}

/** Whom a flag admits, condition by condition. A condition without a percentage admits everyone it matches. */
function admissionOf(flag: EmbeddedFlag) {
  const conditions = groupsOf(flag).map(({ rollout_percentage: stored, properties }) => ({
    rolloutPercentage: stored == null ? 100 : shareOf(stored),
    properties: Array.isArray(properties) ? properties.length : 0,
  }));
  const isByPercentage = conditions.every(
    ({ properties, rolloutPercentage }) => properties === 0 && rolloutPercentage !== null,
  );
  // All conditions roll the same dice for a person, so the largest percentage includes the others.
  const share = isByPercentage
    ? Math.max(0, ...conditions.map(({ rolloutPercentage }) => rolloutPercentage ?? 0))
    : null;
  const admitsEveryone = conditions.some(
    ({ properties, rolloutPercentage }) => properties === 0 && rolloutPercentage === 100,
  );
  return { evidence: { conditions, share }, admitsEveryone, share };
}

/** Whom the flag admits, in words: "20 % of people". */
function peopleAdmitted(flag: EmbeddedFlag): string {
  const { share, evidence } = admissionOf(flag);
  if (share !== null) return `${share} % of people`;
  const [only] = evidence.conditions;
  if (evidence.conditions.length === 1 && only?.rolloutPercentage != null) {
    return `${only.rolloutPercentage} % of the people who match its release condition`;
  }
  return 'only people who match its release conditions';
}

/** Warnings about who is admitted by the flag. */
export function aboutRollout({ action, options, before, after }: Subject): Warning[] {
  const flag = before.flag;
  if (!flag || action === 'end') return [];
  const { evidence, admitsEveryone } = admissionOf(flag);
  if (admitsEveryone) return [];
  const people = peopleAdmitted(flag);
  if (action === 'launch') {
    const message = `The flag admits ${people}. Only they are in the experiment, so it takes longer to get enough data.`;
    return [{ code: 'partial_rollout', severity: 'note', message, evidence }];
  }
  const variantKey = options.variantKey ?? undefined;
  if (options.releaseToEveryone === true) {
    const message = `Today the flag admits ${people}. Releasing to everyone puts a condition first that admits all people, so the existing release conditions have no effect anymore.`;
    return [{ code: 'replaces_release_conditions', severity: 'caution', message, evidence }];
  }
  const reach = after.flag ? peopleAdmitted(after.flag) : people;
  const message = `The flag admits ${reach}, and only they get "${variantKey ?? ''}"; everyone else keeps what they have. Releasing it to everyone (\`releaseToEveryone\`) reaches all people.`;
  return [{ code: 'partial_rollout', severity: 'caution', message, variantKey, evidence }];
}

/** Warnings about how the experiment is set up. */
export function aboutSetup({ action, before, metrics }: Subject): Warning[] {
  const warnings: Warning[] = [];
  const primary = metrics.filter(isPrimary).length;
  if (primary === 0) {
    const decide = action === 'launch' ? 'will decide' : 'decides';
    warnings.push({
      code: 'no_metrics',
      severity: 'serious',
      message: `The experiment has no primary metric, so nothing ${decide} whether a variant is better.`,
      evidence: { primary, secondary: metrics.length - primary },
    });
  }
  const conditions = (before.flag ? groupsOf(before.flag) : []).flatMap(({ variant }, index) =>
    typeof variant === 'string' ? [{ index, variant }] : [],
  );
  if (conditions.length > 0 && action !== 'end') {
    const pinned = conditions.map(({ variant }) => `"${variant}"`).join(', ');
    warnings.push({
      code: 'pinned_variant',
      severity: action === 'launch' ? 'serious' : 'caution',
      message:
        action === 'launch'
          ? `A release condition assigns ${pinned} to everyone it matches. These people are not split at random, so the results cannot be compared.`
          : `A release condition assigns ${pinned} to everyone it matches, and still does after shipping.`,
      evidence: { conditions },
    });
  }
  return warnings;
}

/** Warnings about what shipping does not reach. */
export function aboutReach({ action, after, row }: Subject): Warning[] {
  if (action !== 'shipVariant') return [];
  const warnings: Warning[] = [];
  if (after.flag && !isActive(after.flag)) {
    const message = `The flag "${after.flag.key}" is off and stays off, so nobody gets the variant until it is turned on.`;
    warnings.push({
      code: 'flag_off',
      severity: 'serious',
      message,
      evidence: { flag: after.flag.key },
    });
  }
  if (row.holdout) {
    const { name, filters } = row.holdout;
    const exclusionPercentage = shareOf(filters?.[0]?.rollout_percentage);
    warnings.push({
      code: 'holdout_stays',
      severity: 'note',
      message: `The people of the holdout "${name}" do not get the variant.`,
      evidence: { name, exclusionPercentage },
    });
  }
  return warnings;
}
