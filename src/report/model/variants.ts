import type { ReportedExperiment } from '../read/read-report.ts';
import type { Section } from './blocks.ts';
import { NONE, number, time, words } from './words.ts';

/** The variants with their share of the traffic, and the test of the split. */
export function variantsSection(experiment: ReportedExperiment): Section {
  const { variants, sampleRatioMismatch: split, sampleRatioUntested } = experiment;
  const observed = new Map(split?.arms.map((arm) => [arm.key, arm]));
  const verdict = split
    ? `${split.suspicious ? 'People were not split as configured' : 'People were split as configured'} (chi-square test, p ${split.pValue < 0.001 ? '< 0.001' : `= ${split.pValue.toFixed(3)}`}), as of ${time(split.asOf)}. Computed by this API.`
    : `The split was not tested${sampleRatioUntested ? `: ${words(sampleRatioUntested).toLowerCase()}` : ''}.`;
  return {
    title: 'Variants and split',
    droppedAs: 3,
    blocks: [
      {
        kind: 'table',
        table: {
          caption: 'Variants of the flag',
          head: ['Variant', 'Name', 'Share', 'People', 'Expected', 'In the analysis'],
          rows: (variants ?? []).map(({ key, name, rolloutPercentage, isExcluded }) => [
            key ?? NONE,
            name || NONE,
            rolloutPercentage === null ? NONE : `${rolloutPercentage} %`,
            number(observed.get(key ?? '')?.observed),
            number(Math.round(observed.get(key ?? '')?.expected ?? Number.NaN) || null),
            isExcluded ? 'no' : 'yes',
          ]),
        },
      },
      { kind: split?.suspicious ? 'notice' : 'paragraph', text: verdict },
    ],
  };
}
