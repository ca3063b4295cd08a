import { useState } from 'react';
import { checkForm } from './check-form.ts';
import { atRows, refusalOfError, type Refusal } from './faults.ts';
import type { ExperimentForm } from './form.ts';
import { rowsByPath } from './input-of-form.ts';
import { useSending, type Sending } from './use-sending.ts';
import { useUnsavedGuard } from './use-unsaved-guard.ts';

export interface FormState extends Omit<Sending, 'run' | 'setFaults'> {
  readonly form: ExperimentForm;
  /** Whether it differs from what is stored. */
  readonly hasChanges: boolean;
  change(part: Partial<ExperimentForm>): void;
  setForm(form: ExperimentForm): void;
  /** Sends the form, if nothing is wrong with it; `send` resolves to why it was refused. */
  save(send: () => Promise<Refusal | undefined>): Promise<void>;
  /** To be called before the page is left after saving. */
  mayLeave(): void;
}

/**
 * What is entered in a form, what is wrong with it, and that it is sent once at a time.
 * @param saved what is stored; somebody who leaves with anything else is asked
 * @param begun what was entered before the page was loaded again
 */
export function useForm(saved: ExperimentForm, begun: ExperimentForm = saved): FormState {
  const [form, setForm] = useState(begun);
  const { setFaults, run, ...sending } = useSending();
  const { faults, refusal } = sending;
  const hasChanges = JSON.stringify(form) !== JSON.stringify(saved);
  const mayLeave = useUnsavedGuard(hasChanges);

  async function save(send: () => Promise<Refusal | undefined>) {
    await run(checkForm(form, saved), async () => {
      const refused = await send().catch(refusalOfError);
      return refused && { ...refused, faults: atRows(refused.faults, rowsByPath(form)) };
    });
  }

  function change(part: Partial<ExperimentForm>) {
    const next = { ...form, ...part };
    setForm((before) => ({ ...before, ...part }));
    if (faults.length === 0 || refusal) return;
    // What was mended is no longer said; what is wrong elsewhere waits until it is saved again.
    const wrong = new Set(checkForm(next, saved).map(({ path, message }) => path + message));
    setFaults(faults.filter(({ path, message }) => wrong.has(path + message)));
  }

  return { ...sending, form, hasChanges, change, setForm, save, mayLeave };
}
