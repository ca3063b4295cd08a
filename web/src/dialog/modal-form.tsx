import { useEffect, useId, useRef, type FormEvent, type ReactNode } from 'react';

interface ModalFormProps {
  readonly title: ReactNode;
  readonly submitLabel: string;
  /** `grave` for a button that takes something away. */
  readonly kind: 'main' | 'grave';
  readonly isDisabled: boolean;
  /** Resolves to whether it was done, and the dialog is to close. */
  readonly submit: () => Promise<boolean>;
  /** Called once the dialog has closed, with whether it was done. */
  readonly close: (isDone: boolean) => void;
  readonly children: ReactNode;
}

const DONE = 'done';

/** A form in a modal dialog, with a button that cancels and one that submits. */
export function ModalForm(props: ModalFormProps) {
  const { title, submitLabel, kind, isDisabled, submit, close, children } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (await submit()) dialog.current?.close(DONE);
  }

  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={titleId}
      onClose={() => close(dialog.current?.returnValue === DONE)}
    >
      <form noValidate onSubmit={(event) => void onSubmit(event)}>
        <h2 id={titleId}>{title}</h2>
        {children}
        <div className="dialog-foot">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button type="submit" className="button" data-kind={kind} disabled={isDisabled}>
            {submitLabel}
          </button>
        </div>
      </form>
    </dialog>
  );
}
