import { baselineOf, contradictionOf } from '../../experiment/shipped.ts';
import { isPrimary, nameOf } from '../../metric/node.ts';
import type { Evidence } from '../result/evidence.ts';
import { interpretationOf } from '../result/interpretation-of.ts';
import { verdictOf } from '../result/verdict.ts';
import type { Subject } from './subject.ts';
import type { Warning } from './warning.ts';

/** Warnings about the decision itself: what is chosen, and what is recorded about it. */
export function aboutDecision(subject: Subject, evidence: Evidence): Warning[] {
  return [...aboutChoice(subject), ...aboutConclusion(subject, evidence)];
}

function aboutChoice({ action, options, row }: Subject): Warning[] {
  const { variantKey } = options;
  if (action !== 'shipVariant' || variantKey == null) return [];
  if (row.excluded_variants?.includes(variantKey) !== true) return [];
  return [
    {
      code: 'excluded_variant',
      severity: 'serious',
      message: `"${variantKey}" is left out of the analysis, so nothing is known of its effect.`,
      variantKey,
      evidence: { variant: variantKey },
    },
  ];
}

function aboutConclusion(
  { action, options, before, row }: Subject,
  { measured }: Evidence,
): Warning[] {
  const conclusion = options.conclusion ?? before.conclusion;
  if (conclusion == null) {
    const message = 'No conclusion is given, so the decision is not recorded with the experiment.';
    return [{ code: 'no_conclusion', severity: 'note', message }];
  }
  const verdicts = measured
    .filter(({ node }) => isPrimary(node))
    .map(({ node, result }) => ({
      metric: nameOf(node),
      ...verdictOf(result?.comparison ?? null, interpretationOf(node)),
    }))
    .map(({ metric, state }) => ({ metric, state: state.toUpperCase() }));
  const has = (state: string) => verdicts.some((one) => one.state === state);
  const contradicts = (message: string, facts: Readonly<Record<string, unknown>>): Warning[] => [
    {
      code: 'conclusion_contradicts',
      severity: 'caution',
      message,
      evidence: { conclusion: conclusion.toUpperCase(), ...facts },
    },
  ];
  const { variantKey } = options;
  if (action === 'shipVariant' && variantKey != null) {
    const contradiction = contradictionOf(conclusion, variantKey, baselineOf(row));
    if (contradiction !== null) return contradicts(contradiction, { variant: variantKey });
  }
  if (conclusion === 'won' && verdicts.length > 0 && !has('WINNING')) {
    return contradicts('The conclusion is "won", but no primary metric is significantly better.', {
      verdicts,
    });
  }
  if (conclusion === 'lost' && has('WINNING')) {
    return contradicts('The conclusion is "lost", but a primary metric is significantly better.', {
      verdicts,
    });
  }
  return [];
}
