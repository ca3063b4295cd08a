import { useState } from 'react';
import { ModalForm } from '../../dialog/modal-form.tsx';
import { RefusalNotice } from '../../dialog/refusal-notice.tsx';
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
  const [form, setForm] = useState<ConclusionForm>(() => typedOf(experiment));
  const { isSending, refusal, isConflict, save, accept } = useConclude(experiment);
  return (
    <ModalForm
      title={`Conclusion: ${experiment.name}`}
      submitLabel={isSending ? 'Saving …' : 'Save'}
      kind="main"
      isDisabled={isSending || isConflict}
      submit={() => save(form)}
      close={close}
    >
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
      {refusal && <RefusalNotice refusal={refusal} />}
    </ModalForm>
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
