import { version } from '../../version.ts';
import type { ReportSource } from '../read/read-report.ts';
import { paragraph, type Report, type Section } from './blocks.ts';
import { decisionSection } from './decision.ts';
import { findingsSection } from './findings.ts';
import { headSection } from './head.ts';
import { historySection } from './history.ts';
import { variantsSection } from './variants.ts';
import { chartsSection, exposuresSection, scorecardSection } from './results.ts';
import { number } from './words.ts';

/** A report about an experiment. */
export function reportOf({ experiment, errors, calls }: ReportSource): Report {
  const sections: readonly (Section | undefined)[] = [
    headSection(experiment),
    decisionSection(experiment),
    findingsSection(experiment),
    scorecardSection(experiment),
    exposuresSection(experiment),
    chartsSection(experiment),
    variantsSection(experiment),
    historySection(experiment),
    errors.length === 0 ? undefined : missingSection(errors),
    {
      title: 'About this report',
      droppedAs: 0,
      blocks: [
        paragraph(
          `${number(calls)} calls to PostHog. Made by PostHog Experiments Graph ${version} from experiment ${experiment.posthogId} of project ${experiment.projectId}. Times are UTC.`,
        ),
      ],
    },
  ];
  return {
    title: experiment.name || `Experiment ${experiment.posthogId}`,
    sections: sections.filter((one) => one !== undefined),
  };
}

/** What could not be read, so that nobody takes what is missing for nothing. */
const missingSection = (errors: ReportSource['errors']): Section => ({
  title: 'What could not be read',
  droppedAs: 0,
  blocks: [
    {
      kind: 'list',
      items: errors.map(
        ({ message, path, extensions }) =>
          `${path?.slice(1).join('.') || 'experiment'}: ${String(extensions?.['code'] ?? 'ERROR')}, ${message}`,
      ),
    },
  ],
});
