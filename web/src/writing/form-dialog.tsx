import type { ReactNode } from 'react';
import { ModalForm } from '../dialog/modal-form.tsx';
import { FaultSummary } from './fault-summary.tsx';
import type { Fault, Refusal } from './faults.ts';
import { FaultsContext } from './field.tsx';
import { useSending } from './use-sending.ts';
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
  const { faults, refusal, attempt, isSending, run } = useSending();
  return (
    <FaultsContext.Provider value={faults}>
      <ModalForm
        title={title}
        submitLabel={isSending ? 'Sending …' : saveLabel}
        kind={isGrave ? 'grave' : 'main'}
        isDisabled={isSending}
        submit={() => run(check?.() ?? [], send)}
        close={close}
      >
        {about !== undefined && <p className="quiet">{about}</p>}
        <FaultSummary faults={faults} refusal={refusal} attempt={attempt} />
        {children}
      </ModalForm>
    </FaultsContext.Provider>
  );
}
