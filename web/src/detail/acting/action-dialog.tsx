import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { useBegun, useDraft } from '../../drafts/use-draft.ts';
import { ModalForm } from '../../dialog/modal-form.tsx';
import { RefusalNotice } from '../../dialog/refusal-notice.tsx';
import type {
  ActionDoneFragment,
  FlagFactsFragment,
  ExperimentHeadFragment,
  LifecycleActionName,
} from '../generated/graphql.ts';
import { failureOf, titleOf, type Failure } from '../../graph/failure.ts';
import { uniqueId } from '../../unique-id.ts';
import { ActionFields } from './action-fields.tsx';
import { actions, isStart, type ActionForm, type ActionOutcome } from './actions.ts';
import type { Decision } from '../decision/use-deciding.ts';
import { actionPlace, isSame, type ActionDraft } from './action-draft.ts';
import { DryRunReport } from './dry-run-report.tsx';
import { winnerOf } from './findings.ts';
import { peopleOf } from './people.ts';
import type { Results } from '../use-results.ts';
import { UnmetChecks } from '../launch/unmet-checks.tsx';
import { isSameOutcome, useRehearsal } from './use-rehearsal.ts';

interface ActionDialogProps {
  readonly name: LifecycleActionName;
  /** The variant that is chosen to begin with; '' for none. */
  readonly variantKey: string;
  readonly experiment: ExperimentHeadFragment;
  /** Its results; undefined until they have come. */
  readonly found: Results['found'];
  /** What is recommended; undefined until it has come, null for a draft. */
  readonly decision: Decision | null | undefined;
  /** Called with whether it was done. */
  readonly close: (isDone: boolean) => void;
}

/** Shows what an action would change, and does it when that is confirmed. */
export function ActionDialog(props: ActionDialogProps) {
  const { name, experiment, found, decision, close } = props;
  const client = useApolloClient();
  const action = actions[name]!;
  const [empty] = useState<ActionForm>(() => ({
    conclusion: experiment.conclusion ?? '',
    conclusionComment: experiment.conclusionComment ?? '',
    variantKey: props.variantKey,
    releaseToEveryone: false,
  }));
  const begun = useBegun<ActionDraft>(actionPlace(experiment));
  const [form, setForm] = useState(begun?.name === name ? begun.form : empty);
  const draft: ActionDraft = { name, form };
  useDraft(actionPlace(experiment), isSame(form, empty) ? undefined : draft);
  // One for the life of the dialog: a second click gets the first one's answer.
  const [idempotencyKey] = useState(uniqueId);
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const { rehearsal, repeat } = useRehearsal(action, experiment, form);

  async function act(): Promise<Refusal | undefined> {
    // What the dialog has promised must still be what happens, whatever somebody else has done since.
    if (!isSameOutcome(rehearsal, await repeat())) return CHANGED;
    const refused = await action
      .send(client, { id: experiment.id, idempotencyKey }, form)
      .then(refusalOf, (error: unknown) => failureOf(error));
    // What is shown above the refusal was worked out before it.
    if (refused) void repeat();
    return refused;
  }

  async function confirm() {
    setSending(true);
    setRefusal(undefined);
    const refused = await act();
    setSending(false);
    setRefusal(refused);
    return refused === undefined;
  }

  const cannot =
    rehearsal.state !== 'known' ||
    !isDone(rehearsal.outcome) ||
    rehearsal.outcome.dryRun?.wouldSucceed === false;
  const dryRun =
    rehearsal.state === 'known' && isDone(rehearsal.outcome) ? rehearsal.outcome.dryRun : null;
  const isSerious = dryRun?.warnings?.some(({ severity }) => severity === 'SERIOUS') ?? false;
  const takesAway =
    !isStart(name) &&
    experiment.lifecycle?.some((one) => one.action === name && one.destructive) === true;
  const isWinner = name === 'SHIP_VARIANT' && form.variantKey === winnerOf(found, experiment);
  // Blue is for the obvious step: shipping is one for a winner only, and nothing is with a serious warning.
  const kind = isSerious || (takesAway && !isWinner) ? 'grave' : 'main';
  return (
    <ModalForm
      title={`${action.label}: ${experiment.name}`}
      submitLabel={
        isSending ? 'Sending …' : buttonWords(action.label, name, form, dryRun?.flagAfter)
      }
      kind={kind}
      isDisabled={isSending || cannot}
      submit={confirm}
      close={close}
    >
      <p className="quiet">{action.meaning}</p>
      <ActionFields
        asks={action.asks}
        experiment={experiment}
        found={found}
        recommended={decision?.variant ?? undefined}
        form={form}
        change={(next) => {
          setForm(next);
          // It was about another choice.
          setRefusal(undefined);
        }}
      />
      {name === 'LAUNCH' && <UnmetChecks id={experiment.id} />}
      <DryRunReport
        rehearsal={rehearsal}
        variantKey={form.variantKey || undefined}
        retry={() => void repeat()}
      />
      {refusal && <RefusalNotice refusal={refusal} />}
    </ModalForm>
  );
}

/** What the button does: “Ship "test" to 20%”. */
function buttonWords(
  label: string,
  name: LifecycleActionName,
  { variantKey }: ActionForm,
  flag: FlagFactsFragment | null | undefined,
): string {
  if (name !== 'SHIP_VARIANT' || variantKey === '') return label;
  return `Ship “${variantKey}” to ${flag ? peopleOf(flag) : '…'}`;
}

type Refusal = Pick<Failure, 'code' | 'title' | 'message' | 'retryAfterSeconds'>;

const CHANGED: Refusal = {
  code: 'NOTHING_SENT',
  title: 'Something has changed meanwhile',
  message: 'What this would do is no longer what was shown, so nothing was sent. Look at it again.',
  retryAfterSeconds: undefined,
};

const isDone = (outcome: ActionOutcome | null | undefined): outcome is ActionDoneFragment =>
  outcome != null && 'experiment' in outcome;

/** Undefined when it was done. */
function refusalOf(outcome: ActionOutcome | null | undefined): Refusal | undefined {
  if (isDone(outcome)) return undefined;
  const { code, message } = outcome ?? {
    code: 'INTERNAL_SERVER_ERROR',
    message: 'No answer came.',
  };
  return { code, message, title: titleOf(code), retryAfterSeconds: undefined };
}
