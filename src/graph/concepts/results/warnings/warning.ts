import { builder } from '../../../core/builder.ts';
import { WarningCode, WarningSeverity, type WarningCodeValue } from './enums.ts';

/** Something that a careful reviewer would point out before an action. */
export interface Warning {
  readonly code: WarningCodeValue;
  readonly severity: 'serious' | 'caution' | 'note';
  /** One or two sentences in English, with the numbers that support it. */
  readonly message: string;
  /** The key of the variant it is about. */
  readonly variantKey?: string | undefined;
  /** PostHog's uuid of the metric it is about. */
  readonly metricUuid?: string | null | undefined;
  /** The numbers, by the names in the code's description. */
  readonly evidence?: Readonly<Record<string, unknown>>;
}

export const WarningRef = builder.objectRef<Warning>('DryRunWarning').implement({
  description:
    'Something to consider before an action. Warnings do not prevent it: what does is in `preconditions`. Computed by this API.',
  fields: (t) => ({
    code: t.field({
      type: WarningCode.ref,
      description: 'What the warning is about.',
      resolve: ({ code }) => code,
    }),
    severity: t.field({
      type: WarningSeverity.ref,
      description: 'How much it matters.',
      resolve: ({ severity }) => severity,
    }),
    message: t.string({
      description: 'The warning in English, with the numbers that support it.',
      resolve: ({ message }) => message,
    }),
    variantKey: t.string({
      description: 'Key of the variant it is about. Null if it is about none in particular.',
      nullable: true,
      resolve: ({ variantKey }) => variantKey ?? null,
    }),
    metricUuid: t.string({
      description: '`uuid` of the metric it is about. Null if it is about none in particular.',
      nullable: true,
      resolve: ({ metricUuid }) => metricUuid ?? null,
    }),
    evidence: t.field({
      type: 'JSON',
      description:
        'The numbers behind it, as an object. The description of each code lists its fields.',
      resolve: ({ evidence }) => evidence ?? {},
    }),
  }),
});
