import type { KeptState } from '../history.ts';
import type { End } from '../listener.ts';
import type { Outlet, Poller } from '../poller.ts';
import type { Check, Rhythm } from '../topic.ts';

/** A watcher, as far as it is shared with those of other replicas. */
export interface ReplicatedTopic {
  readonly rhythm: Rhythm;
  readonly poller: Pick<
    Poller<unknown>,
    'run' | 'continue' | 'heeds' | 'wake' | 'check' | 'outlet'
  >;
  /** Keeps states in this process alone. */
  readonly own: Outlet;
  latest(): { readonly id: string | undefined; readonly check: Check } | undefined;
  /** The latest state as this process keeps it by itself. */
  keptByItself(): Promise<string | undefined>;
  /**
   * Accepts a state that another replica saw.
   * @param check a later check that saw the same
   * @throws Error when the state cannot be read from what was kept
   */
  take(kept: KeptState, check?: Check): Promise<void>;
  recheck(check: Check): void;
  /** The latest state is kept under another id. */
  rename(id: string): void;
  finish(end: End): void;
}
