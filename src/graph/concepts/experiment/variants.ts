import { builder } from '../../core/builder.ts';
import { shareOf } from '../feature-flag/share.ts';
import { needsDetail } from '../../planner/field-cost.ts';
import { storedVariants, type StoredVariant } from './lifecycle/state.ts';
import { withDetail } from './loader.ts';
import { ExperimentRef, type ExperimentNode } from './ref.ts';
import { baselineOf } from './shipped.ts';

/** A variant of the linked flag, with the experiment whose settings apply to it. */
interface ExperimentVariantNode {
  readonly variant: StoredVariant;
  readonly experiment: ExperimentNode;
}

const ExperimentVariantRef = builder
  .objectRef<ExperimentVariantNode>('ExperimentVariant')
  .implement({
    description:
      "A variant of an experiment: the linked flag's variant, together with the experiment's notes.",
    fields: (t) => ({
      key: t.string({
        description: 'The value the flag evaluates to in code.',
        resolve: ({ variant }) => variant.key,
      }),
      name: t.string({
        description: 'Display name.',
        nullable: true,
        resolve: ({ variant }) => variant.name ?? null,
      }),
      rolloutPercentage: t.float({
        description:
          'Percentage of admitted people who get this variant. Null if PostHog does not say.',
        nullable: true,
        resolve: ({ variant }) => shareOf(variant),
      }),
      isExcluded: t.boolean({
        description: 'Whether this variant is excluded from the analysis.',
        resolve: ({ variant, experiment: { row } }) =>
          row.excluded_variants?.includes(variant.key) ?? false,
      }),
      note: t.string({
        description: "The team's note on this variant.",
        nullable: true,
        resolve: ({ variant, experiment: { row } }) =>
          row.parameters?.variant_notes?.[variant.key] ?? null,
      }),
    }),
  });

builder.objectFields(ExperimentRef, (t) => ({
  variants: t.field({
    type: [ExperimentVariantRef],
    description: "The experiment's variants, in the order of the flag. Free: the flag is embedded.",
    resolve: (experiment) =>
      storedVariants(experiment.row).map((variant) => ({ variant, experiment })),
  }),
  baselineVariantKey: t.string({
    description:
      'Key of the variant that the others are compared with, and that people get again when a change is rolled back: the one chosen in `statsConfig`, otherwise `control`, otherwise the first variant. Null if there are no variants.',
    nullable: true,
    extensions: needsDetail,
    resolve: async (node, _args, context) => {
      const detail = await withDetail(node, context, 'stats_config');
      return detail && storedVariants(detail).length > 0 ? baselineOf(detail) : null;
    },
  }),
}));
