import type { ReportedExperiment } from '../read/read-report.ts';
import type { Section } from './blocks.ts';
import { NONE, number, person, share, time, words } from './words.ts';

/** Status, dates, owner and plan, and what is tested. */
export function headSection(experiment: ReportedExperiment): Section {
  const { description, archived, tags, runningTime, statsConfig, staleReason } = experiment;
  const facts: [string, string | undefined][] = [
    ['Status', `${words(experiment.status)}${archived ? ', archived' : ''}`],
    ['Conclusion', experiment.conclusionText ? words(experiment.conclusionText) : undefined],
    ['Reasons for it', experiment.conclusionComment ?? undefined],
    ['Feature flag', experiment.featureFlagKey ?? NONE],
    ['Owner', person(experiment.createdBy)],
    ['Created', time(experiment.createdAt)],
    ['Launched', experiment.startDate ? time(experiment.startDate) : 'not yet'],
    ['Ended', experiment.endDate ? time(experiment.endDate) : undefined],
    ['Duration', durationOf(experiment)],
    ['Planned', planOf(runningTime)],
    ['Tags', tags?.length ? tags.join(', ') : undefined],
    ['Holdout', experiment.holdout?.name ?? undefined],
    [
      'Statistics',
      statsConfig?.methodText
        ? `${statsConfig.methodText}, intervals at ${share(statsConfig.confidenceLevel)}`
        : undefined,
    ],
    [
      'Read from PostHog',
      `${time(experiment.asOf)}${staleReason ? `, out of date (${words(staleReason)})` : ''}`,
    ],
  ];
  return {
    title: 'Experiment',
    droppedAs: 0,
    blocks: [
      { kind: 'facts', facts: facts.flatMap(([name, value]) => (value ? [[name, value]] : [])) },
      { kind: 'paragraph', text: description || 'No hypothesis or description was written.' },
    ],
  };
}

function durationOf({ durationDays, endDate }: ReportedExperiment): string | undefined {
  if (durationDays === null) return undefined;
  const days = `${number(Math.floor(durationDays))} days`;
  return endDate ? days : `${days} so far`;
}

function planOf(plan: ReportedExperiment['runningTime']): string | undefined {
  const { recommendedRunningTimeDays: days, recommendedSampleSize: people } = plan ?? {};
  const { minimumDetectableEffect: effect } = plan ?? {};
  const parts = [
    days == null ? [] : [`${number(Math.ceil(days))} days`],
    people == null ? [] : [`${number(Math.ceil(people))} people`],
    effect == null ? [] : [`to find a change of ${share(effect / 100)}`],
  ].flat();
  return parts.length > 0 ? parts.join(', ') : undefined;
}
