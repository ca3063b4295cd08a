import type { ObjectRef } from '@pothos/core';
import { builder, type Types } from '../../core/builder.ts';
import type { Wire } from '../../core/wire.ts';
import { SetupSectionStatus } from './enums.ts';
import {
  SetupCandidateMetricRef,
  SetupContextRef,
  SetupPreviousExperimentsRef,
  SetupSdkProfileRef,
  SetupSharedMetricsRef,
  SetupTargetSurfaceRef,
  SetupTeamDefaultsRef,
} from './ref.ts';

interface Section<Data> {
  readonly status: Wire['SetupTeamDefaultsSection']['status'];
  readonly data: Data | null;
}

/** Declares `<data type>Section`: the collected data, or the reason why it is missing. */
function sectionOf<Data>(ref: ObjectRef<Types, Data>) {
  return builder.objectRef<Section<Data>>(`${ref.name}Section`).implement({
    description: 'A section of the set-up context. Sections fail independently.',
    fields: (t) => ({
      ...SetupSectionStatus.fields(t, 'status', {
        description: 'Status of the section.',
        word: ({ status }) => status,
      }),
      data: t.field({
        type: ref,
        description: "The section's data. Null unless the status is OK.",
        nullable: true,
        // TypeScript cannot infer the field's type while `Data` is generic; `ref` guarantees that
        // the two match.
        resolve: ({ data }) => data as never,
      }),
    }),
  });
}

const TeamDefaultsSection = sectionOf(SetupTeamDefaultsRef);
const SdkProfileSection = sectionOf(SetupSdkProfileRef);
const TargetSurfaceSection = sectionOf(SetupTargetSurfaceRef);
const CandidateMetricSection = sectionOf(SetupCandidateMetricRef);
const PreviousExperimentsSection = sectionOf(SetupPreviousExperimentsRef);
const SharedMetricsSection = sectionOf(SetupSharedMetricsRef);

builder.objectType(SetupContextRef, {
  description: 'Facts that help to plan an experiment.',
  fields: (t) => ({
    teamDefaults: t.field({
      type: TeamDefaultsSection,
      description: 'Default settings for new experiments in the project.',
      resolve: ({ row }) => row.team_defaults,
    }),
    sdkProfile: t.field({
      type: SdkProfileSection,
      description: 'Which SDKs evaluate feature flags, and how.',
      resolve: ({ row }) => row.sdk_profile,
    }),
    targetSurface: t.field({
      type: TargetSurfaceSection,
      description: 'Traffic at the planned place of the experiment.',
      resolve: ({ row }) => row.target_surface,
    }),
    candidateMetric: t.field({
      type: CandidateMetricSection,
      description: "Current behaviour of the planned metric's event.",
      resolve: ({ row }) => row.candidate_metric,
    }),
    previousExperiments: t.field({
      type: PreviousExperimentsSection,
      description: 'Earlier experiments in the project.',
      resolve: ({ projectId, row: { previous_experiments: section } }) => ({
        status: section.status,
        data: section.data && { projectId, row: section.data },
      }),
    }),
    sharedMetrics: t.field({
      type: SharedMetricsSection,
      description: 'Shared metrics the experiment could use.',
      resolve: ({ projectId, row: { shared_metrics: section } }) => ({
        status: section.status,
        data: section.data && { projectId, row: section.data },
      }),
    }),
  }),
});
