import { builder } from '../core/builder.ts';
import type { Change } from './changes.ts';
import type { ExperimentState } from './experiment-topic.ts';
import type { RunState } from './recalculation-topic.ts';
import type { SignificanceState } from './significance-topic.ts';
import type { SeriesState } from './timeseries-topic.ts';
import type { LiveEvent } from './topic.ts';

export const LiveEventRef = builder.interfaceRef<LiveEvent<unknown>>('LiveEvent');
export const EventChangeRef = builder.objectRef<Change>('EventChange');

export const ExperimentEventRef = builder.objectRef<LiveEvent<ExperimentState>>('ExperimentEvent');
export const TimeseriesEventRef = builder.objectRef<LiveEvent<SeriesState>>('TimeseriesEvent');
export const RecalculationEventRef = builder.objectRef<LiveEvent<RunState>>('RecalculationEvent');
export const SignificanceEventRef =
  builder.objectRef<LiveEvent<SignificanceState>>('SignificanceEvent');
