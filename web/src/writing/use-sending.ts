import { useRef, useState } from 'react';
import { refusalOfError, type Fault, type Refusal } from './faults.ts';

export interface Sending {
  readonly faults: readonly Fault[];
  readonly refusal: Refusal | undefined;
  /** How often it was tried. */
  readonly attempt: number;
  readonly isSending: boolean;
  setFaults(faults: readonly Fault[]): void;
  /**
   * Sends something, if nothing is wrong with it and nothing is being sent.
   * @param found what is wrong before anything is sent
   * @param send resolves to why it was refused
   * @returns whether it was done
   */
  run(found: readonly Fault[], send: () => Promise<Refusal | undefined>): Promise<boolean>;
}

/** What is wrong with something that is entered, and that it is sent once at a time. */
export function useSending(): Sending {
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [refusal, setRefusal] = useState<Refusal>();
  const [attempt, setAttempt] = useState(0);
  const [isSending, setSending] = useState(false);
  // Known at once, before a rendering disables the button: for the second click of a double click.
  const sending = useRef(false);

  async function run(found: readonly Fault[], send: () => Promise<Refusal | undefined>) {
    if (sending.current) return false;
    setRefusal(undefined);
    setFaults(found);
    setAttempt((before) => before + 1);
    if (found.length > 0) return false;
    sending.current = true;
    setSending(true);
    const refused = await send().catch(refusalOfError);
    sending.current = false;
    setSending(false);
    setRefusal(refused);
    setFaults(refused?.faults ?? []);
    setAttempt((before) => before + 1);
    return refused === undefined;
  }

  return { faults, refusal, attempt, isSending, setFaults, run };
}
