import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { BegunNotice } from '../drafts/begun-notice.tsx';
import { useBegun, useDraft } from '../drafts/use-draft.ts';
import { chosenProject } from '../graph/project.ts';
import { refusalOf } from './faults.ts';
import { noLocks } from './form-of-experiment.ts';
import { FormView } from './form-view.tsx';
import { emptyForm, type ExperimentForm, type PlanForm } from './form.ts';
import { changedInput, inputOfForm } from './input-of-form.ts';
import { CreateDocument } from './mutations.ts';
import { NotStored } from './not-stored.tsx';
import { useChoices } from './use-choices.ts';
import { useForm } from './use-form.ts';
import { useIdempotencyKey, type Sent } from './use-idempotency-key.ts';
import '../styles/writing.css';

const PLACE = 'new experiment';

interface NewDraft {
  readonly form: ExperimentForm;
  /** What the planner had handed over. */
  readonly plan: Pick<PlanForm, 'effect' | 'people' | 'days'>;
  readonly sent: Sent | undefined;
}

/** A new experiment, as a draft. */
export default function CreatePage() {
  const client = useApolloClient();
  const [, navigate] = useLocation();
  const [params] = useSearchParams();
  // The planner hands over its result in the address.
  const [plan] = useState<NewDraft['plan']>(() => ({
    effect: params.get('effect') ?? '',
    people: params.get('people') ?? '',
    days: params.get('days') ?? '',
  }));
  const [empty] = useState(() => emptyForm(plan));
  const begun = useBegun<NewDraft>(PLACE);
  const { form, hasChanges, save, mayLeave, setForm, ...state } = useForm(
    empty,
    begun && formWith(plan, begun),
  );
  const choices = useChoices();
  const [sent, setSent] = useState(begun?.sent);
  const keyOf = useIdempotencyKey(sent, setSent);
  const [notStored, setNotStored] = useState<{ id: string; paths: readonly string[] }>();
  const draft: NewDraft = { form, plan, sent };
  const forgetDraft = useDraft(PLACE, hasChanges && !notStored ? draft : undefined);
  useEffect(() => {
    document.title = 'New experiment – Experiments';
  }, []);

  async function send() {
    const input = creationInput(form);
    const { data } = await client.mutate({
      mutation: CreateDocument,
      variables: { input: { ...input, ...chosenProject(), idempotencyKey: keyOf(input) } },
    });
    const outcome = data?.outcome;
    const refusal = refusalOf(outcome);
    if (refusal || !outcome || !('experiment' in outcome)) return refusal;
    mayLeave();
    forgetDraft();
    const { id } = outcome.experiment;
    if (outcome.notStored.length > 0) setNotStored({ id, paths: outcome.notStored });
    else navigate(`/experiments/${id}`);
    return undefined;
  }

  if (notStored) return <NotStored {...notStored} />;
  return (
    <>
      <nav aria-label="Breadcrumb">
        <Link className="back" href="/">
          ← All experiments
        </Link>
      </nav>
      <div className="page-head">
        <h1>New experiment</h1>
      </div>
      {begun && <BegunNotice startOver={() => setForm(empty)} />}
      <FormView
        {...state}
        form={form}
        choices={choices}
        locks={noLocks}
        isNew
        save={() => void save(send)}
        saveLabel="Create draft"
        cancelHref="/"
      />
    </>
  );
}

/** What was begun, with a plan that was made after it. */
function formWith(plan: NewDraft['plan'], { form, plan: earlier }: NewDraft): ExperimentForm {
  const isNew = plan.effect !== '' && JSON.stringify(plan) !== JSON.stringify(earlier);
  return isNew ? { ...form, plan: { ...form.plan, ...plan } } : form;
}

/** What was entered; what was left as it is stays PostHog's or the project's default. */
function creationInput(form: ExperimentForm) {
  const { name = '', variants, rolloutPercentage } = inputOfForm(form);
  return {
    ...withoutNulls(changedInput(emptyForm(), form)),
    name: name ?? '',
    featureFlagKey: form.featureFlagKey.trim(),
    ...(variants && { variants, rolloutPercentage }),
  };
}

const withoutNulls = (input: ReturnType<typeof changedInput>) =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));
