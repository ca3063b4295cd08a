import type { Experiment, Project } from '../../model/entities.ts';
import { invalid } from '../../model/errors.ts';
import type { ProjectRequest } from '../../model/route.ts';
import { exposureOf, recordingsBetween } from './recording.ts';
import type { Exposure, Recording } from './recording.ts';

/** A recorded session that was exposed to an experiment. */
export interface ExposedSession {
  recording: Recording;
  exposure: Exposure;
}

/** The time window of an experiment in which recordings are considered. */
export interface ExposureWindow {
  from: Date;
  to: Date;
}

/** From the launch to the end, or to now. @throws ApiError 400 for a draft */
export function exposureWindow(
  { start_date: start, end_date: end }: Experiment,
  now: Date,
): ExposureWindow {
  if (start === null) throw invalid('Experiment has not been started yet');
  return { from: new Date(start), to: end === null ? now : new Date(end) };
}

/** Recordings of sessions that were exposed to an experiment, newest first. */
export function exposedSessions(
  { store, project, now }: ProjectRequest & { project: Project },
  experiment: Experiment,
  { from, to }: ExposureWindow,
): ExposedSession[] {
  return recordingsBetween(project, from, to, now).flatMap((recording) => {
    const exposure = exposureOf(store, experiment, recording);
    return exposure ? [{ recording, exposure }] : [];
  });
}

/** Custom exposure has no flag call, so sessions are found by the flag property of events instead. */
export const usesStampedFallback = ({ exposure_criteria: criteria }: Experiment): boolean =>
  criteria?.['exposure_config'] != null;

export const filtersTestAccounts = ({ exposure_criteria: criteria }: Experiment): boolean =>
  criteria?.['filterTestAccounts'] !== false;
