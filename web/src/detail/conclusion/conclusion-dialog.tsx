import { useState } from 'react';
import { useBegun, useDraft } from '../../drafts/use-draft.ts';
import { ModalForm } from '../../dialog/modal-form.tsx';
import { RefusalNotice } from '../../dialog/refusal-notice.tsx';
import { conclusionWords } from '../../words.ts';
import { ConclusionFields, type ConclusionForm } from './conclusion-fields.tsx';
import type { ExperimentHeadFragment } from '../generated/graphql.ts';
import { useConclude, type Base } from './use-conclude.ts';

interface ConclusionDraft {
  readonly base: Base;
  readonly form: ConclusionForm;
}

/** Where a conclusion that was begun is stored. */
export const conclusionPlace = ({ id }: Pick<ExperimentHeadFragment, 'id'>) => `conclusion ${id}`;

interface ConclusionDialogProps {
  readonly experiment: ExperimentHeadFragment;
  readonly close: () => void;
}

/** Edits the conclusion. What was typed stays when somebody else was faster, beside what they wrote. */
export function ConclusionDialog({ experiment, close }: ConclusionDialogProps) {
  const place = conclusionPlace(experiment);
  const begun = useBegun<ConclusionDraft>(place);
  const concluding = useConclude(experiment, begun?.base ?? experiment);
  const { base, isSending, refusal, isConflict, save, accept } = concluding;
  const [form, setForm] = useState(() => begun?.form ?? typedOf(experiment));
  const draft: ConclusionDraft = { base, form };
  useDraft(place, isSame(form, typedOf(base)) ? undefined : draft);
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

const typedOf = ({ conclusion, conclusionComment }: Base): ConclusionForm => ({
  conclusion: conclusion ?? '',
  conclusionComment: conclusionComment ?? '',
});

const isSame = (one: ConclusionForm, other: ConclusionForm) =>
  one.conclusion === other.conclusion && one.conclusionComment === other.conclusionComment;
