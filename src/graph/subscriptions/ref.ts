import { builder } from '../core/builder.ts';
import type { Change } from './changes.ts';
import type { ExperimentState } from '../concepts/experiment/live/experiment-topic.ts';
import type { RunState } from '../concepts/results/live/recalculation-topic.ts';
import type { SignificanceState } from '../concepts/results/live/significance-topic.ts';
import type { SeriesState } from '../concepts/results/live/timeseries-topic.ts';
import type { LiveEvent } from './topic.ts';

export const LiveEventRef = builder.interfaceRef<LiveEvent<unknown>>('LiveEvent');
export const EventChangeRef = builder.objectRef<Change>('EventChange');

export const ExperimentEventRef = builder.objectRef<LiveEvent<ExperimentState>>('ExperimentEvent');
export const TimeseriesEventRef = builder.objectRef<LiveEvent<SeriesState>>('TimeseriesEvent');
export const RecalculationEventRef = builder.objectRef<LiveEvent<RunState>>('RecalculationEvent');
export const SignificanceEventRef =
  builder.objectRef<LiveEvent<SignificanceState>>('SignificanceEvent');
