import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { BegunNotice } from '../drafts/begun-notice.tsx';
import { useBegun, useDraft } from '../drafts/use-draft.ts';
import { ConflictNotice, type Conflict } from './conflict-notice.tsx';
import { readConflict } from './read-conflict.ts';
import { refusalOf } from './faults.ts';
import { formOfExperiment, locksOf } from './form-of-experiment.ts';
import { FormView } from './form-view.tsx';
import type { ExperimentForm } from './form.ts';
import type { EditedFragment } from './generated/graphql.ts';
import { changedInput } from './input-of-form.ts';
import { UpdateDocument } from './mutations.ts';
import { NotStored } from './not-stored.tsx';
import { useChoices } from './use-choices.ts';
import { useForm } from './use-form.ts';
import { useIdempotencyKey } from './use-idempotency-key.ts';

/** An experiment as it was read, and its form. */
interface Base {
  readonly experiment: EditedFragment;
  readonly form: ExperimentForm;
}

interface EditDraft {
  readonly base: Base;
  readonly form: ExperimentForm;
}

/** The form of an experiment as it was read; what others change later is found when it is saved. */
export function EditForm({ experiment }: { readonly experiment: EditedFragment }) {
  const client = useApolloClient();
  const [, navigate] = useLocation();
  const place = `experiment ${experiment.id}`;
  // With the experiment as it was then: what others have changed since is found when it is saved.
  const begun = useBegun<EditDraft>(place);
  const [base, setBase] = useState<Base>(() => begun?.base ?? baseOf(experiment));
  const editing = useForm(base.form, begun?.form);
  const { form, hasChanges, setForm, save, mayLeave, ...state } = editing;
  const [conflict, setConflict] = useState<Conflict>();
  const [notStored, setNotStored] = useState<readonly string[]>([]);
  const choices = useChoices();
  const keyOf = useIdempotencyKey();
  const draft: EditDraft = { base, form };
  const forgetDraft = useDraft(place, hasChanges && notStored.length === 0 ? draft : undefined);
  const { id } = base.experiment;
  const page = `/experiments/${id}`;

  function leave() {
    mayLeave();
    forgetDraft();
    navigate(page);
  }

  function startOver() {
    const now = baseOf(experiment);
    setBase(now);
    setForm(now.form);
    setConflict(undefined);
  }

  async function send() {
    const changes = changedInput(base.form, form);
    if (Object.keys(changes).length === 0) {
      leave();
      return undefined;
    }
    const input = {
      ...changes,
      id,
      expectedVersion: base.experiment.version,
      // Since the launch, changes to the flag have to be meant.
      ...(base.experiment.status !== 'DRAFT' &&
        changesFlag(changes) && { updateFeatureFlag: true }),
    };
    const { data } = await client.mutate({
      mutation: UpdateDocument,
      variables: { input: { ...input, idempotencyKey: keyOf(input) } },
    });
    const outcome = data?.outcome;
    if (outcome?.__typename === 'VersionConflict') {
      const found = await readConflict(client, base.form, form, id);
      if (!found) return refusalOf(outcome);
      setBase({ experiment: found.experiment, form: found.theirs });
      setForm(found.merged);
      setConflict(found.conflict);
      return undefined;
    }
    const refusal = refusalOf(outcome);
    if (refusal || !outcome || !('experiment' in outcome)) return refusal;
    if (outcome.notStored.length > 0) {
      mayLeave();
      setNotStored(outcome.notStored);
    } else leave();
    return undefined;
  }

  if (notStored.length > 0) return <NotStored id={id} paths={notStored} />;
  return (
    <>
      <div className="page-head">
        <h1>Edit {base.experiment.name}</h1>
      </div>
      {begun && <BegunNotice startOver={startOver} />}
      {conflict && <ConflictNotice conflict={conflict} />}
      {base.experiment.status !== 'DRAFT' && (
        <p className="hint">
          It was launched: a change counts for people from now on, and results so far may no longer
          fit it.
        </p>
      )}
      <FormView
        {...state}
        form={form}
        choices={choices}
        locks={locksOf(base.experiment)}
        isNew={false}
        save={() => void save(send)}
        saveLabel="Save changes"
        cancelHref={page}
      />
    </>
  );
}

const changesFlag = (changes: object) => 'variants' in changes || 'rolloutPercentage' in changes;

const baseOf = (experiment: EditedFragment): Base => ({
  experiment,
  form: formOfExperiment(experiment),
});
