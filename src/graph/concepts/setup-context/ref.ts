import { builder } from '../../core/builder.ts';
import type { Wire } from '../../core/wire.ts';

/** Section data with its project: resolving the links in it requires the project. */
export interface InProject<Row> {
  readonly projectId: string;
  readonly row: Row;
}

export const SetupContextRef =
  builder.objectRef<InProject<Wire['ExperimentSetupContextResponse']>>('ExperimentSetupContext');

export const SetupTeamDefaultsRef =
  builder.objectRef<Wire['SetupTeamDefaults']>('SetupTeamDefaults');
export const SetupSdkProfileRef = builder.objectRef<Wire['SetupSdkProfile']>('SetupSdkProfile');
export const SetupTargetSurfaceRef =
  builder.objectRef<Wire['SetupTargetSurface']>('SetupTargetSurface');
export const SetupCandidateMetricRef =
  builder.objectRef<Wire['SetupCandidateMetric']>('SetupCandidateMetric');
export const SetupPreviousExperimentsRef = builder.objectRef<
  InProject<Wire['SetupPreviousExperiments']>
>('SetupPreviousExperiments');
export const SetupPreviousExperimentRef =
  builder.objectRef<InProject<Wire['SetupPreviousExperiment']>>('SetupPreviousExperiment');
export const SetupSharedMetricsRef =
  builder.objectRef<InProject<Wire['SetupSharedMetrics']>>('SetupSharedMetrics');
