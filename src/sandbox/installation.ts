import type { Clock } from './clock.ts';
import type { Faults } from './faults.ts';
import type { Profile } from './profile.ts';
import type { RequestLog } from './request-log.ts';
import type { Store } from './store.ts';
import type { Throttle } from './throttle.ts';

/** One running sandbox: what it holds and what it is like. */
export interface Installation {
  readonly store: Store;
  readonly clock: Clock;
  readonly throttle: Throttle;
  readonly faults: Faults;
  readonly log: RequestLog;
  /** Changed by POST /_sandbox/profile. */
  profile: Profile;
}
