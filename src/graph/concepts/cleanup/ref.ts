import { builder } from '../../core/builder.ts';
import type { Wire } from '../../core/wire.ts';

export const FlagCleanupTargetRef =
  builder.objectRef<Wire['ExperimentFlagCleanupTarget']>('FlagCleanupTarget');

export const FlagCleanupTaskRef =
  builder.objectRef<Wire['ExperimentFlagCleanupTask']>('FlagCleanupTask');
