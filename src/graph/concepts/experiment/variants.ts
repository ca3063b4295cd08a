import { builder } from '../../core/builder.ts';
import { shareOf } from '../feature-flag/share.ts';
import { storedVariants, type StoredVariant } from './lifecycle/state.ts';
import { ExperimentRef, type ExperimentNode } from './ref.ts';

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

builder.objectField(ExperimentRef, 'variants', (t) =>
  t.field({
    type: [ExperimentVariantRef],
    description: "The experiment's variants, in the order of the flag. Free: the flag is embedded.",
    resolve: (experiment) =>
      storedVariants(experiment.row).map((variant) => ({ variant, experiment })),
  }),
);
