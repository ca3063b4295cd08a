import { number } from '../format.ts';
import type { ExposuresFragment, SampleRatioUntestedReason } from './generated/graphql.ts';
import { pValue } from './p-value.ts';

type Mismatch = NonNullable<ExposuresFragment['sampleRatioMismatch']>;

/** Says that people were not divided as they should have been, which makes every result doubtful. */
export function SampleRatioNotice({ mismatch }: { readonly mismatch: Mismatch }) {
  const arms = mismatch.arms.map(
    ({ key, observed, expected }) =>
      `${key} ${number(observed)} (${number(Math.round(expected))} expected)`,
  );
  return (
    <section className="notice" data-tone="warning" role="alert">
      <h2>Uneven sample ratio</h2>
      <p>
        People were not split as the flag says: {arms.join(', ')}. A split at least this uneven
        occurs by chance with p {pValue(mismatch.pValue).replace(/^(?=\d)/, '= ')}. Find the cause
        before you trust a result.
      </p>
    </section>
  );
}

/** Why a split that has people cannot be tested; the other reasons are no news. */
const reasons: Readonly<Partial<Record<SampleRatioUntestedReason, string>>> = {
  PINNED_VARIANT: 'A release condition pins a variant, so people do not follow the split.',
  SPLIT_CHANGED:
    'A variant that has people gets none now: the split has changed, for example because a variant was shipped.',
  UNKNOWN_SHARE: 'PostHog does not say which share of people each variant gets.',
};

/** Says that nobody knows whether people were split as configured. */
export function UntestedSplit({
  reason,
}: {
  readonly reason: SampleRatioUntestedReason | null | undefined;
}) {
  const why = reason && reasons[reason];
  if (!why) return null;
  return (
    <section className="notice">
      <h2>Sample ratio not tested</h2>
      <p>{why}</p>
    </section>
  );
}
