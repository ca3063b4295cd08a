import { exposureDays } from '../../chart/exposures.ts';
import { SplitBar } from '../../chart/split-bar.tsx';
import { missing, number, share } from '../../format.ts';
import { part } from '../../loading/part.tsx';
import { Waiting } from '../../shell/waiting.tsx';
import type { ExperimentHeadFragment } from '../generated/graphql.ts';
import { planInWords, planOf } from './plan.ts';
import type { Results } from '../use-results.ts';

/** Loaded with the first experiment that has days to draw. */
const ExposureChart = part(() => import('../../chart/exposure-chart.tsx'));

interface ExposuresProps {
  readonly experiment: ExperimentHeadFragment;
  readonly results: Results;
}

/** Who has seen the variants, how people are divided among them, and how far that is from the plan. */
export function Exposures({ experiment, results }: ExposuresProps) {
  const variants = experiment.variants ?? [];
  const arms = results.found?.sampleRatioMismatch?.arms;
  const days = exposureDays(
    results.days.map(({ timeseries }) => timeseries?.points ?? []),
    variants.map(({ key }) => key),
  );
  const counted = arms?.reduce((sum, { observed }) => sum + observed, 0);
  const people = counted ?? days.at(-1)?.total;
  const plan = planOf(experiment, people);
  return (
    <section className="arms" aria-labelledby="arms-title">
      <h2 id="arms-title">Variants and exposures</h2>
      <SplitBar variants={variants} />
      <ul>
        {variants.map(({ key, name, rolloutPercentage, isExcluded }, index) => {
          const observed =
            arms?.find((arm) => arm.key === key)?.observed ??
            days.at(-1)?.arms.find((arm) => arm.key === key)?.people;
          return (
            <li key={key} data-series={index}>
              <span className="arm-key">{key}</span>
              {name && name !== key && <span className="quiet">{name}</span>}
              <span className="quiet">
                {rolloutPercentage ?? missing}% of the split
                {observed !== undefined &&
                  ` · ${number(observed)} exposed (${share(people ? observed / people : 0)})`}
                {isExcluded && ' · left out of the analysis'}
              </span>
            </li>
          );
        })}
      </ul>
      <p className="plan">{planInWords(plan, people).join(' ')}</p>
      {days.length > 0 ? (
        <ExposureChart
          fallback={<Waiting label="Reading exposures" blocks={1} />}
          days={days}
          planned={plan.plannedPeople && Math.ceil(plan.plannedPeople)}
          plannedEnd={plan.isEstimate ? undefined : plan.end}
        />
      ) : (
        <NoDays experiment={experiment} results={results} />
      )}
    </section>
  );
}

/** Why exposures are not drawn, or that they are on their way. */
function NoDays({ experiment, results }: ExposuresProps) {
  if (experiment.status === 'DRAFT')
    return <p className="quiet small">Nobody is exposed before the launch.</p>;
  if (results.isReading) return <Waiting label="Reading exposures" blocks={1} />;
  return (
    <p className="quiet small">
      {results.days.length === 0
        ? 'PostHog counts people by day for primary metrics, and there are none.'
        : 'No day has been computed yet.'}
    </p>
  );
}
