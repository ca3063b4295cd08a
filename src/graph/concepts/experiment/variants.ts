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
      "A variant of an experiment: the linked flag's variant with the experiment's notes.",
    fields: (t) => ({
      key: t.exposeString('key', { description: 'Key that the code asks the flag for.' }),
      name: t.exposeString('name', { description: 'Readable name.', nullable: true }),
      rolloutPercentage: t.exposeFloat('rolloutPercentage', {
        description: 'Share of the people let in who get this variant, in percent.',
      }),
      isExcluded: t.exposeBoolean('isExcluded', {
        description: 'True when the analysis leaves this variant out.',
      }),
      note: t.exposeString('note', {
        description: 'What the team noted about this variant.',
        nullable: true,
      }),
    }),
  });

builder.objectField(ExperimentRef, 'variants', (t) =>
  t.field({
    type: [ExperimentVariantRef],
    description: 'Its variants in the order of the flag. Free: the flag comes embedded.',
    resolve: variantsOf,
  }),
);
