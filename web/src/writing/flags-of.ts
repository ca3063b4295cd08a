import type { ExistingFlag } from './form.ts';
import type { EligibleFlagsQuery } from './generated/graphql.ts';

/** The flags of an answer as the form takes them. */
export const flagsOf = ({ eligibleFeatureFlags }: EligibleFlagsQuery): ExistingFlag[] =>
  (eligibleFeatureFlags?.nodes ?? []).flatMap((flag) =>
    flag?.key == null
      ? []
      : [
          {
            key: flag.key,
            active: flag.active ?? false,
            variants: (flag.variants ?? []).map(({ key, rolloutPercentage }) => ({
              key: key ?? '',
              rolloutPercentage: rolloutPercentage ?? null,
            })),
          },
        ],
  );
