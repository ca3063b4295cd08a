import { useRef, useState } from 'react';
import { checkForm } from './check-form.ts';
import { atRows, refusalOfError, type Fault, type Refusal } from './faults.ts';
import type { ExperimentForm } from './form.ts';
import { rowsByPath } from './input-of-form.ts';
import { useUnsavedGuard } from './use-unsaved-guard.ts';

export interface FormState {
  readonly form: ExperimentForm;
  readonly faults: readonly Fault[];
  readonly refusal: Refusal | undefined;
  /** How often saving was tried. */
  readonly attempt: number;
  readonly isSending: boolean;
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
 */
export function useForm(saved: ExperimentForm): FormState {
  const [form, setForm] = useState(saved);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [refusal, setRefusal] = useState<Refusal>();
  const [attempt, setAttempt] = useState(0);
  const [isSending, setSending] = useState(false);
  // Known at once, before a rendering disables the button: for the second click of a double click.
  const sending = useRef(false);
  const mayLeave = useUnsavedGuard(JSON.stringify(form) !== JSON.stringify(saved));

  async function save(send: () => Promise<Refusal | undefined>) {
    if (sending.current) return;
    const found = checkForm(form, saved);
    setRefusal(undefined);
    setFaults(found);
    setAttempt((before) => before + 1);
    if (found.length > 0) return;
    sending.current = true;
    setSending(true);
    const refused = await send().catch(refusalOfError);
    sending.current = false;
    setSending(false);
    setRefusal(refused);
    setFaults(atRows(refused?.faults ?? [], rowsByPath(form)));
    setAttempt((before) => before + 1);
  }

  function change(part: Partial<ExperimentForm>) {
    const next = { ...form, ...part };
    setForm((before) => ({ ...before, ...part }));
    if (faults.length === 0 || refusal) return;
    // What was mended is no longer said; what is wrong elsewhere waits until it is saved again.
    const wrong = new Set(checkForm(next, saved).map(({ path, message }) => path + message));
    setFaults(faults.filter(({ path, message }) => wrong.has(path + message)));
  }

  return {
    form,
    faults,
    refusal,
    attempt,
    isSending,
    change,
    setForm,
    save,
    mayLeave,
  };
}
