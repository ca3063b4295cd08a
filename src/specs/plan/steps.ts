import type { DesiredStatus, SpecFileContent } from '../files/file-shape.ts';

/** A lifecycle action that an experiment needs to have the wanted status. CONCLUDE changes the conclusion alone. */
export type StepAction =
  'LAUNCH' | 'PAUSE' | 'RESUME' | 'FREEZE_EXPOSURE' | 'UNFREEZE_EXPOSURE' | 'END' | 'CONCLUDE';

/** What stands between an experiment and its wanted status. */
export interface Steps {
  /** In the order in which they are taken. */
  readonly steps: readonly StepAction[];
  /** Why the wanted status cannot be reached, as a sentence; then there are no steps. */
  readonly impossible: string | null;
  /** What the steps do besides, as sentences. */
  readonly remarks: readonly string[];
}

/** The experiment as it is. */
export interface CurrentState {
  /** In PostHog's words; null when it is not known. */
  readonly status: string | null;
  readonly conclusion: string | null;
  readonly conclusionComment: string | null;
  /** True for one whose exposure is frozen, also while it is paused. */
  readonly isFrozen: boolean;
}

type Wanted = Pick<SpecFileContent, 'status' | 'conclusion' | 'conclusionComment'>;

/**
 * The lifecycle steps that lead from the state of an experiment to the wanted one.
 * @param current null for an experiment that will be created
 */
export function stepsTo(wanted: Wanted, current: CurrentState | null): Steps {
  const { status } = wanted;
  if (status === undefined) return NONE;
  if (!current) return stepsOfNew(status);
  if (current.status === status)
    return status === 'stopped' && differs(wanted, current) ? taking('CONCLUDE') : NONE;
  switch (current.status) {
    case 'draft':
      return stepsOfDraft(status);
    case 'running':
    case 'paused':
    case 'exposure_frozen':
      return stepsOfLaunched(status, current);
    case 'stopped':
      return cannot(
        status === 'draft'
          ? RESET
          : 'It has ended, and an experiment that has ended cannot run again. Duplicate it, or take the status out of the file.',
      );
    default:
      return cannot(
        `PostHog says that its status is ${JSON.stringify(current.status)}, which is not known here.`,
      );
  }
}

const NONE: Steps = { steps: [], impossible: null, remarks: [] };
const taking = (...steps: StepAction[]): Steps => ({ ...NONE, steps });
const cannot = (impossible: string): Steps => ({ ...NONE, impossible });

const RESET =
  'It was launched, and only a reset returns it to draft, which deletes its dates and its conclusion. That is never done from a file: use `resetExperiment`.';
const FOR_A_MOMENT =
  'It is launched before it is paused, so people are exposed in between: PostHog cannot launch a paused experiment.';

const stepsOfNew = (status: DesiredStatus): Steps =>
  status === 'stopped' || status === 'exposure_frozen'
    ? cannot(
        `There is no such experiment, and a new one cannot begin as ${status}. Use draft, running or paused.`,
      )
    : stepsOfDraft(status);

const stepsOfDraft = (status: DesiredStatus): Steps =>
  ({
    draft: NONE,
    running: taking('LAUNCH'),
    paused: { ...taking('LAUNCH', 'PAUSE'), remarks: [FOR_A_MOMENT] },
    exposure_frozen: cannot(
      'It is a draft, and exposure can only be frozen while it runs. Launch it first.',
    ),
    stopped: cannot('It is a draft, and only an experiment that was launched can be ended.'),
  })[status];

function stepsOfLaunched(status: DesiredStatus, { status: now, isFrozen }: CurrentState): Steps {
  const resumed: readonly StepAction[] = now === 'paused' ? ['RESUME'] : [];
  const unfrozen: readonly StepAction[] = isFrozen ? ['UNFREEZE_EXPOSURE'] : [];
  const frozen: readonly StepAction[] = isFrozen ? [] : ['FREEZE_EXPOSURE'];
  return {
    draft: cannot(RESET),
    stopped: taking('END'),
    paused: taking('PAUSE'),
    running: taking(...unfrozen, ...resumed),
    exposure_frozen: taking(...resumed, ...frozen),
  }[status];
}

const comment = (text: string | null | undefined) => text?.trim() ?? '';

/** True where the file names another conclusion or comment; what it leaves out is not compared. */
function differs({ conclusion, conclusionComment }: Wanted, current: CurrentState): boolean {
  return (
    (conclusion !== undefined && conclusion !== current.conclusion) ||
    (conclusionComment !== undefined &&
      comment(conclusionComment) !== comment(current.conclusionComment))
  );
}
