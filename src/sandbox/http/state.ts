import type { SandboxClock } from '../model/clock.ts';
import type { FaultInjection } from './faults.ts';
import type { Profile } from '../model/profile.ts';
import type { RequestLog } from './request-log.ts';
import type { Store } from '../model/store.ts';
import type { Throttle } from './throttle.ts';

/** The state of one running sandbox: its store, clock, profile and injected faults. */
export interface SandboxState {
  readonly store: Store;
  readonly clock: SandboxClock;
  readonly throttle: Throttle;
  readonly faults: FaultInjection;
  readonly log: RequestLog;
  /** Changed by POST /_sandbox/profile. */
  profile: Profile;
}
