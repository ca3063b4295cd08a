import type { ExperimentForm } from './form.ts';
import type { Locks } from './form-of-experiment.ts';
import type { Choices } from './use-choices.ts';

/** What every part of the form takes. */
export interface SectionProps {
  readonly form: ExperimentForm;
  readonly change: (part: Partial<ExperimentForm>) => void;
  readonly locks: Locks;
  readonly isNew: boolean;
  /** What there is to choose from. */
  readonly choices: Choices;
}
