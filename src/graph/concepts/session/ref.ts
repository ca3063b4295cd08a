import { builder } from '../../core/builder.ts';
import type { Wire } from '../../core/wire.ts';

export const SessionBucketRef =
  builder.objectRef<Wire['ExperimentSessionBucketResponse']>('SessionBucket');

export const SessionEventDeltasRef =
  builder.objectRef<Wire['ExperimentSessionEventDeltaResponse']>('SessionEventDeltas');

export const InSessionExposureRef =
  builder.objectRef<Wire['ExperimentInSessionExposure']>('InSessionExposure');

/** The experiments that were active in a recording, and their project. */
export interface SessionContextNode {
  readonly projectId: string;
  readonly row: Wire['ExperimentSessionContextResponse'];
}

export const SessionContextRef = builder.objectRef<SessionContextNode>('SessionContext');
