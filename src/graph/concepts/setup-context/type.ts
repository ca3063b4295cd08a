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

/** Declares `<data type>Section`: what was gathered, or why it was not. */
function sectionOf<Data>(ref: ObjectRef<Types, Data>) {
  return builder.objectRef<Section<Data>>(`${ref.name}Section`).implement({
    description: 'A section of the set-up context. Each fails on its own.',
    fields: (t) => ({
      status: t.field({
        type: SetupSectionStatus.ref,
        description: 'Whether it could be gathered.',
        resolve: ({ status }) => SetupSectionStatus.read(status),
      }),
      data: t.field({
        type: ref,
        description: 'What was gathered; null unless the status is OK.',
        nullable: true,
        // Pothos cannot follow a field's type while `Data` is open; `ref` ties the two together.
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
  description: 'What PostHog knows that helps to plan an experiment.',
  fields: (t) => ({
    teamDefaults: t.field({
      type: TeamDefaultsSection,
      description: 'The settings new experiments of the project begin with.',
      resolve: ({ row }) => row.team_defaults,
    }),
    sdkProfile: t.field({
      type: SdkProfileSection,
      description: 'Which SDKs ask for feature flags, and how.',
      resolve: ({ row }) => row.sdk_profile,
    }),
    targetSurface: t.field({
      type: TargetSurfaceSection,
      description: 'How many people come to the place the experiment is to be at.',
      resolve: ({ row }) => row.target_surface,
    }),
    candidateMetric: t.field({
      type: CandidateMetricSection,
      description: 'How the event of the planned metric behaves today.',
      resolve: ({ row }) => row.candidate_metric,
    }),
    previousExperiments: t.field({
      type: PreviousExperimentsSection,
      description: 'What earlier experiments of the project were like.',
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
