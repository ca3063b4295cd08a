import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { FaultSummary } from './fault-summary.tsx';
import { refusalOfError, type Fault, type Refusal } from './faults.ts';
import { FaultsContext } from './field.tsx';
import '../styles/writing.css';

interface FormDialogProps {
  readonly title: string;
  readonly about?: ReactNode;
  readonly saveLabel: string;
  /** Whether the button takes something away. */
  readonly isGrave?: boolean;
  /** What is wrong before anything is sent. */
  readonly check?: () => readonly Fault[];
  /** Sends it; resolves to why it was refused. */
  readonly send: () => Promise<Refusal | undefined>;
  readonly close: () => void;
  readonly children?: ReactNode;
}

/** A small form in a dialog, which is sent once at a time and closes when that has succeeded. */
export function FormDialog(props: FormDialogProps) {
  const { title, about, saveLabel, isGrave = false, check, send, close, children } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const sending = useRef(false);
  const [attempt, setAttempt] = useState(0);
  const [isSending, setSending] = useState(false);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [refusal, setRefusal] = useState<Refusal>();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (sending.current) return;
    const found = check?.() ?? [];
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
    setFaults(refused?.faults ?? []);
    setAttempt((before) => before + 1);
    if (!refused) dialog.current?.close();
  }

  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={titleId} onClose={close}>
      <FaultsContext.Provider value={faults}>
        <form noValidate onSubmit={(event) => void submit(event)}>
          <h2 id={titleId}>{title}</h2>
          {about !== undefined && <p className="quiet">{about}</p>}
          <FaultSummary faults={faults} refusal={refusal} attempt={attempt} />
          {children}
          <div className="dialog-foot">
            <button type="button" className="button" onClick={() => dialog.current?.close()}>
              Cancel
            </button>
            <button
              type="submit"
              className="button"
              data-kind={isGrave ? 'grave' : 'main'}
              disabled={isSending}
            >
              {isSending ? 'Sending …' : saveLabel}
            </button>
          </div>
        </form>
      </FaultsContext.Provider>
    </dialog>
  );
}
