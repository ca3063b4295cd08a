import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { conclusionWords } from '../../words.ts';
import { ConclusionFields, type ConclusionForm } from './conclusion-fields.tsx';
import type { ExperimentHeadFragment } from '../generated/graphql.ts';
import { useConclude } from './use-conclude.ts';

interface ConclusionDialogProps {
  readonly experiment: ExperimentHeadFragment;
  readonly close: () => void;
}

/** Edits the conclusion. What was typed stays when somebody else was faster, beside what they wrote. */
export function ConclusionDialog({ experiment, close }: ConclusionDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [form, setForm] = useState<ConclusionForm>(() => typedOf(experiment));
  const { isSending, refusal, isConflict, save, accept } = useConclude(experiment);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (await save(form)) dialog.current?.close();
  }

  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={titleId} onClose={close}>
      <form onSubmit={(event) => void submit(event)}>
        <h2 id={titleId}>Conclusion: {experiment.name}</h2>
        <div className="fields">
          <ConclusionFields form={form} change={setForm} />
        </div>
        {isConflict && (
          <Conflict
            theirs={experiment}
            take={() => {
              setForm(typedOf(experiment));
              accept();
            }}
            insist={accept}
          />
        )}
        {refusal && (
          <div className="notice" data-tone="bad" role="alert">
            <h3>{refusal.title}</h3>
            <p>{refusal.message}</p>
            <code>{refusal.code}</code>
          </div>
        )}
        <div className="dialog-foot">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button
            type="submit"
            className="button"
            data-kind="main"
            disabled={isSending || isConflict}
          >
            {isSending ? 'Saving …' : 'Save'}
          </button>
        </div>
      </form>
    </dialog>
  );
}

interface ConflictProps {
  readonly theirs: ExperimentHeadFragment;
  /** Puts theirs into the fields. */
  readonly take: () => void;
  /** Leaves the fields as they are, so that saving them replaces theirs. */
  readonly insist: () => void;
}

/** Says that somebody else changed the conclusion meanwhile, and what it says now. */
function Conflict({ theirs, take, insist }: ConflictProps) {
  const { conclusion, conclusionComment } = theirs;
  return (
    <div className="notice" data-tone="warning" role="alert">
      <h3>Somebody else changed it meanwhile</h3>
      <p>
        It now says:{' '}
        <strong>{conclusion === null ? 'none yet' : conclusionWords[conclusion]}</strong>
      </p>
      {conclusionComment && <blockquote>{conclusionComment}</blockquote>}
      <p className="quiet small">Nothing was saved, and what you typed is still above.</p>
      <p className="notice-foot">
        <button type="button" className="button" onClick={insist}>
          Keep mine
        </button>
        <button type="button" className="button" onClick={take}>
          Take theirs
        </button>
      </p>
    </div>
  );
}

const typedOf = ({ conclusion, conclusionComment }: ExperimentHeadFragment): ConclusionForm => ({
  conclusion: conclusion ?? '',
  conclusionComment: conclusionComment ?? '',
});
