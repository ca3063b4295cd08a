import { quoted } from '../../../core/quoted.ts';
import { isActive, variantsOf } from '../../experiment/lifecycle/state.ts';
import { admissionOf, pinsOf, shareOf } from '../../feature-flag/admission.ts';
import { shareOf as shareOfVariant } from '../../feature-flag/share.ts';
import { isPrimary } from '../../metric/node.ts';
import type { Subject } from './subject.ts';
import type { Warning } from './warning.ts';

/** Warnings about who is admitted by the flag: at a launch today, when shipping afterwards. */
export function aboutRollout({ action, options, before, after }: Subject): Warning[] {
  if (!before.flag || !after.flag || action === 'end') return [];
  const releases = action === 'shipVariant' && options.releaseToEveryone === true;
  const admission = admissionOf(action === 'launch' || releases ? before.flag : after.flag);
  const { conditions, share, admitsEveryone, people } = admission;
  if (admitsEveryone) return [];
  const evidence = { conditions, share };
  if (action === 'launch') {
    const message =
      share === 0
        ? 'The flag admits nobody, so nobody takes part in the experiment until a release condition admits people.'
        : `The flag admits ${people}. Only they are in the experiment, so it takes longer to get enough data.`;
    return [
      { code: 'partial_rollout', severity: share === 0 ? 'serious' : 'note', message, evidence },
    ];
  }
  if (releases) {
    const message = `Today the flag admits ${people}. Releasing to everyone puts a condition first that admits all people, so the existing release conditions have no effect anymore.`;
    return [{ code: 'replaces_release_conditions', severity: 'caution', message, evidence }];
  }
  const variantKey = options.variantKey ?? undefined;
  const reach =
    share === 0
      ? `The flag admits nobody, so nobody gets "${variantKey ?? ''}".`
      : `The flag admits ${people}, and only they get "${variantKey ?? ''}"; everyone else keeps what they have.`;
  const message = `${reach} Releasing it to everyone (\`releaseToEveryone\`) reaches all people.`;
  const severity = share === 0 ? 'serious' : 'caution';
  return [{ code: 'partial_rollout', severity, message, variantKey, evidence }];
}

/** Warnings about how the experiment is set up. */
export function aboutSetup(subject: Subject): Warning[] {
  const { action, metrics } = subject;
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
  return [...warnings, ...aboutShares(subject), ...aboutPins(subject)];
}

/** Variants that nobody gets after a launch. */
function aboutShares({ action, before }: Subject): Warning[] {
  if (action !== 'launch' || !before.flag) return [];
  const variants = variantsOf(before.flag).map((variant) => ({
    key: variant.key,
    rolloutPercentage: shareOfVariant(variant),
  }));
  const empty = variants.filter(({ rolloutPercentage: share }) => share === 0);
  if (empty.length === 0) return [];
  const isAlone = variants.length - empty.length <= 1;
  const names = quoted(empty.map(({ key }) => key));
  return [
    {
      code: 'empty_variant',
      severity: isAlone ? 'serious' : 'caution',
      message: isAlone
        ? `Nobody gets ${names}, so there is nothing to compare.`
        : `Nobody gets ${names}, so nothing will be known of them.`,
      evidence: { variants },
    },
  ];
}

/** Conditions that assign a variant: before a launch all of them, when shipping those that assign another one. */
function aboutPins({ action, options, before, after }: Subject): Warning[] {
  const flag = action === 'launch' ? before.flag : after.flag;
  if (!flag || action === 'end') return [];
  const conditions = pinsOf(flag).filter(
    ({ variant }) => action === 'launch' || variant !== options.variantKey,
  );
  if (conditions.length === 0) return [];
  const pinned = [...new Set(conditions.map(({ variant }) => `"${variant}"`))].join(', ');
  return [
    {
      code: 'pinned_variant',
      severity: action === 'launch' ? 'serious' : 'caution',
      message:
        action === 'launch'
          ? `A release condition assigns ${pinned} to everyone it matches. These people are not split at random, so the results cannot be compared.`
          : `A release condition assigns ${pinned} to everyone it matches, and still does after shipping.`,
      evidence: { conditions },
    },
  ];
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
