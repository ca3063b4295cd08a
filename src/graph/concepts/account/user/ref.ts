import { builder } from '../../../core/builder.ts';
import type { Wire } from '../../../core/wire.ts';

/** A PostHog account: as embedded in other objects, or the account behind the key. */
export type UserNode = Omit<Wire['UserBasic'], 'hedgehog_config'> & {
  readonly hedgehog_config?: unknown;
};

export const UserRef = builder.objectRef<UserNode>('User');
