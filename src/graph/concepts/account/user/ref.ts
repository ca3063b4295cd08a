import { builder } from '../../../core/builder.ts';
import type { Wire } from '../../../core/wire.ts';

/** A PostHog account as embedded in other objects. */
export type UserNode = Wire['UserBasic'];

export const UserRef = builder.objectRef<UserNode>('User');
