import { builder } from '../builder.ts';
import type { Wire } from '../wire.ts';

export const FlagCleanupTargetRef =
  builder.objectRef<Wire['ExperimentFlagCleanupTarget']>('FlagCleanupTarget');

export const FlagCleanupTaskRef =
  builder.objectRef<Wire['ExperimentFlagCleanupTask']>('FlagCleanupTask');
