import { builder } from '../../core/builder.ts';
import { ExperimentRef, type ExperimentNode } from './ref.ts';

interface ExperimentVariantShape {
  readonly key: string;
  readonly name: string | null;
  readonly rolloutPercentage: number;
  readonly isExcluded: boolean;
  readonly note: string | null;
}

/** The variants of the linked flag, combined with the experiment's settings for each. */
function variantsOf({ row }: ExperimentNode): ExperimentVariantShape[] {
  const variants =
    row.feature_flag?.filters?.multivariate?.variants ??
    row.parameters?.feature_flag_variants ??
    [];
  return variants.map((variant) => ({
    key: variant.key,
    name: variant.name ?? null,
    rolloutPercentage: variant.rollout_percentage ?? 0,
    isExcluded: row.excluded_variants?.includes(variant.key) ?? false,
    note: row.parameters?.variant_notes?.[variant.key] ?? null,
  }));
}

const ExperimentVariantRef = builder
  .objectRef<ExperimentVariantShape>('ExperimentVariant')
  .implement({
    description:
      "A variant of an experiment: the linked flag's variant, together with the experiment's notes.",
    fields: (t) => ({
      key: t.exposeString('key', { description: 'The value the flag evaluates to in code.' }),
      name: t.exposeString('name', { description: 'Display name.', nullable: true }),
      rolloutPercentage: t.exposeFloat('rolloutPercentage', {
        description: 'Percentage of admitted people who get this variant.',
      }),
      isExcluded: t.exposeBoolean('isExcluded', {
        description: 'Whether this variant is excluded from the analysis.',
      }),
      note: t.exposeString('note', {
        description: "The team's note on this variant.",
        nullable: true,
      }),
    }),
  });

builder.objectField(ExperimentRef, 'variants', (t) =>
  t.field({
    type: [ExperimentVariantRef],
    description: "The experiment's variants, in the order of the flag. Free: the flag is embedded.",
    resolve: variantsOf,
  }),
);
