import type { Experiment } from './api.ts';

/**
 * What the status table (docs/posthog/experiments.md#status) and the rules of docs/posthog/lifecycle.md
 * depend on.
 */
export interface LifecycleState {
  start: boolean;
  end: boolean;
  archived: boolean;
  deleted: boolean;
  flagActive: boolean;
  /** Every release group has the freeze marker. */
  frozen: boolean;
  /** Experiments with a holdout cannot be frozen. */
  holdout: boolean;
  legacy: boolean;
}

export type Action =
  | 'launch'
  | 'pause'
  | 'resume'
  | 'end'
  | 'ship'
  | 'reset'
  | 'archive'
  | 'archive and disable'
  | 'unarchive'
  | 'freeze'
  | 'unfreeze'
  | 'delete'
  | 'restore'
  | 'reopen';

export const ACTIONS: readonly Action[] = [
  'launch',
  'pause',
  'resume',
  'end',
  'ship',
  'reset',
  'archive',
  'archive and disable',
  'unarchive',
  'freeze',
  'unfreeze',
  'delete',
  'restore',
  'reopen',
];

/** The state of an experiment as it was read. */
export const stateOf = (experiment: Experiment): LifecycleState => {
  const groups = experiment.feature_flag?.filters?.groups ?? [];
  return {
    start: experiment.start_date != null,
    end: experiment.end_date != null,
    archived: experiment.archived ?? false,
    deleted: experiment.deleted ?? false,
    flagActive: experiment.feature_flag?.active ?? false,
    frozen:
      groups.length > 0 &&
      groups.every((group) => 'exposure_frozen' in group && group.exposure_frozen === true),
    holdout: experiment.holdout != null,
    legacy: experiment.is_legacy,
  };
};

/** The status that must be reported to clients for a state. */
export function statusOf({ start, end, flagActive, frozen }: LifecycleState): string {
  if (!start) return 'draft';
  if (end) return 'stopped';
  if (!flagActive) return 'paused';
  return frozen ? 'exposure_frozen' : 'running';
}

interface Rule {
  allowed: (state: LifecycleState) => boolean;
  effect: (state: LifecycleState) => Partial<LifecycleState>;
}

const isRunning = ({ start, end }: LifecycleState): boolean => start && !end;
const isStopped = ({ start, end }: LifecycleState): boolean => start && end;

/** When each action is accepted for an experiment that is not deleted, and what it changes. */
const RULES: Record<Action, Rule> = {
  launch: { allowed: ({ start }) => !start, effect: () => ({ start: true, flagActive: true }) },
  pause: {
    allowed: (state) => isRunning(state) && state.flagActive,
    effect: () => ({ flagActive: false }),
  },
  resume: {
    allowed: (state) => isRunning(state) && !state.flagActive,
    effect: () => ({ flagActive: true }),
  },
  end: { allowed: isRunning, effect: () => ({ end: true }) },
  ship: { allowed: ({ start }) => start, effect: () => ({ end: true, frozen: false }) },
  reset: {
    allowed: ({ start }) => start,
    effect: () => ({ start: false, end: false, archived: false, frozen: false }),
  },
  archive: {
    allowed: (state) => isStopped(state) && !state.archived,
    effect: () => ({ archived: true }),
  },
  'archive and disable': {
    allowed: (state) => isStopped(state) && !state.archived,
    effect: () => ({ archived: true, flagActive: false }),
  },
  unarchive: { allowed: ({ archived }) => archived, effect: () => ({ archived: false }) },
  freeze: {
    allowed: (state) => isRunning(state) && state.flagActive && !state.frozen && !state.holdout,
    effect: () => ({ frozen: true }),
  },
  unfreeze: {
    allowed: (state) => isRunning(state) && state.frozen,
    effect: () => ({ frozen: false }),
  },
  delete: { allowed: () => true, effect: () => ({ deleted: true }) },
  restore: { allowed: () => true, effect: () => ({ deleted: false }) },
  reopen: { allowed: () => true, effect: () => ({ end: false }) },
};

export interface ModelVerdict {
  status: 200 | 400 | 404;
  after: LifecycleState;
}

/** The expected answer to an action in a state, and the expected state afterwards. */
export function predict(state: LifecycleState, action: Action): ModelVerdict {
  // Only a restore is possible for a deleted experiment (docs/posthog/updating-experiments.md#soft-deletion).
  if (state.deleted && action !== 'restore') return { status: 404, after: state };
  const { allowed, effect } = RULES[action];
  return allowed(state)
    ? { status: 200, after: { ...state, ...effect(state) } }
    : { status: 400, after: state };
}
