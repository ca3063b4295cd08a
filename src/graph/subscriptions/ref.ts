import { builder } from '../core/builder.ts';
import type { Change } from './changes.ts';
import type { LiveEvent } from './topic.ts';

export const LiveEventRef = builder.interfaceRef<LiveEvent<unknown>>('LiveEvent');
export const EventChangeRef = builder.objectRef<Change>('EventChange');
