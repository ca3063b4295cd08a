import { number, pValue } from '../format.ts';
import type { ExposuresFragment } from '../generated/graphql.ts';

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
        People were not divided as the flag says: {arms.join(', ')}. By chance that would be a case
        of p {pValue(mismatch.pValue).replace(/^(?=\d)/, '= ')}. Find the cause before you trust a
        result.
      </p>
    </section>
  );
}
