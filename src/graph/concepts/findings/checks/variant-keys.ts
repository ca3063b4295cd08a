import { quoted } from '../../../core/quoted.ts';
import { variantsOf } from '../../experiment/lifecycle/state.ts';
import { number, type Found } from '../finding.ts';
import type { Check } from './check.ts';

/** Checks that the experiment, its flag and its results speak of the same variants. */
export const variantKeyChecks: readonly Check[] = [
  {
    codes: ['variant_keys_differ'],
    source: 'row',
    applies: ({ isEnded, row }) => !isEnded && row.feature_flag !== null,
    find({ row }) {
      const flag = keysOf(variantsOf(row.feature_flag!));
      // Since summer 2026 PostHog shows the variants of the flag here, so that only older servers have others.
      const own = row.parameters?.feature_flag_variants;
      const named = [...(own ? keysOf(own) : []), ...(row.excluded_variants ?? [])];
      return [
        ...missing(
          named.filter((key) => !flag.includes(key)),
          (keys) => `The experiment names ${keys}, and its flag has only ${quoted(flag)}.`,
        ),
        ...missing(
          own ? flag.filter((key) => !keysOf(own).includes(key)) : [],
          (keys) => `The flag has ${keys}, which the experiment does not know.`,
        ),
      ].slice(0, 1);
    },
  },
  {
    codes: ['variant_keys_differ'],
    source: 'results',
    applies: ({ isLive, row }) => isLive && row.feature_flag !== null,
    async find(subject) {
      const flag = keysOf(variantsOf(subject.row.feature_flag!));
      const { result } = await subject.people();
      const { baseline = null, variants = [] } = result?.comparison ?? {};
      const measured = [...(baseline ? [baseline] : []), ...variants];
      return missing(
        keysOf(measured).filter((key) => !flag.includes(key)),
        (keys) => `The newest results count ${keys}, and the flag has only ${quoted(flag)}.`,
      );
    },
  },
];

const keysOf = (variants: readonly { readonly key: string }[]) => variants.map(({ key }) => key);

function missing(keys: readonly string[], messageOf: (keys: string) => string): readonly Found[] {
  const unknown = [...new Set(keys)];
  if (unknown.length === 0) return [];
  return [
    {
      code: 'variant_keys_differ',
      severity: 'critical',
      message: messageOf(quoted(unknown)),
      evidence: [number('missing', unknown.length, 'count')],
    },
  ];
}
