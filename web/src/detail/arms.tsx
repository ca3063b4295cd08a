import { missing, number, share } from '../format.ts';
import type { ExperimentHeadFragment } from './generated/graphql.ts';
import { SplitBar } from '../shell/split-bar.tsx';

interface ArmsProps {
  readonly variants: NonNullable<ExperimentHeadFragment['variants']>;
  readonly exposures: readonly { readonly key: string; readonly observed: number }[] | undefined;
}

/** The variants in the colours of the charts, with their share and who has seen them. */
export function Arms({ variants, exposures }: ArmsProps) {
  const total = exposures?.reduce((sum, { observed }) => sum + observed, 0) ?? 0;
  return (
    <section className="arms" aria-labelledby="arms-title">
      <h2 id="arms-title">Variants</h2>
      <SplitBar variants={variants} />
      <ul>
        {variants.map(({ key, name, rolloutPercentage, isExcluded }, index) => {
          const observed = exposures?.find((arm) => arm.key === key)?.observed;
          return (
            <li key={key} data-series={index}>
              <span className="arm-key">{key}</span>
              {name && name !== key && <span className="quiet">{name}</span>}
              <span className="quiet">
                {rolloutPercentage ?? missing}% of the split
                {observed !== undefined &&
                  ` · ${number(observed)} exposed (${share(total === 0 ? 0 : observed / total)})`}
                {isExcluded && ' · left out of the analysis'}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
