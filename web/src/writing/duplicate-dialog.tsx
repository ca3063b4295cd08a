import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { FoundFaults } from './found-faults.ts';
import { FlagOfKeyDocument } from './documents.ts';
import { refusalOf, type Refusal } from './faults.ts';
import { TextField } from './field.tsx';
import { suggestedKey } from './form.ts';
import { FormDialog } from './form-dialog.tsx';
import { DuplicateDocument } from './mutations.ts';
import { useIdempotencyKey } from './use-idempotency-key.ts';

interface DuplicateDialogProps {
  readonly id: string;
  readonly name: string;
  readonly featureFlagKey: string;
  readonly close: () => void;
}

const taken = (key: string): Refusal => ({
  code: 'FLAG_KEY_TAKEN',
  title: 'Nothing was created',
  message: 'The flag that has this key may be in use by another experiment.',
  isCertain: true,
  faults: [
    {
      path: 'featureFlagKey',
      message: `There is a flag with the key “${key}”. Choose another key.`,
    },
  ],
});

/** A copy of an experiment as a new draft, on its flag or on a flag of its own. */
export default function DuplicateDialog({ id, name, featureFlagKey, close }: DuplicateDialogProps) {
  const client = useApolloClient();
  const [, navigate] = useLocation();
  const [copyName, setCopyName] = useState(`${name} (Copy)`);
  const [sharesFlag, setSharesFlag] = useState(false);
  const [key, setKey] = useState(suggestedKey(`${featureFlagKey}-copy`));
  const keyOf = useIdempotencyKey();

  function check() {
    const faults = new FoundFaults();
    faults.required('name', copyName, 'Give the copy a name.');
    faults.atMost('name', copyName, 400);
    if (!sharesFlag) faults.required('featureFlagKey', key, 'Give the key of the new flag.');
    return faults.found;
  }

  /** PostHog would put the copy on a flag that exists, and whatever is done to the copy would be done to its experiments. */
  async function isTaken(): Promise<boolean> {
    const { data } = await client.query({
      query: FlagOfKeyDocument,
      variables: { key: key.trim() },
      fetchPolicy: 'network-only',
    });
    return data?.featureFlag != null;
  }

  async function send() {
    if (!sharesFlag && (await isTaken())) return taken(key.trim());
    const input = {
      id,
      name: copyName.trim(),
      ...(!sharesFlag && { featureFlagKey: key.trim() }),
    };
    const { data } = await client.mutate({
      mutation: DuplicateDocument,
      variables: { input: { ...input, idempotencyKey: keyOf(input) } },
    });
    const outcome = data?.outcome;
    const refusal = refusalOf(outcome);
    if (refusal || !outcome || !('experiment' in outcome)) return refusal;
    close();
    navigate(`/experiments/${outcome.experiment.id}`);
    return undefined;
  }

  return (
    <FormDialog
      title={`Duplicate: ${name}`}
      about="The copy is a draft with the same settings and metrics, without dates, results, conclusion and holdout."
      saveLabel="Create copy"
      check={check}
      send={send}
      close={close}
    >
      <TextField path="name" label="Name" required value={copyName} change={setCopyName} />
      <fieldset>
        <legend>Flag</legend>
        <label className="choice">
          <input
            type="radio"
            name="flag"
            checked={!sharesFlag}
            onChange={() => setSharesFlag(false)}
          />
          <span>A new flag with the same variants, turned off</span>
        </label>
        <label className="choice">
          <input
            type="radio"
            name="flag"
            checked={sharesFlag}
            onChange={() => setSharesFlag(true)}
          />
          <span>The flag of the original, shared with it</span>
        </label>
      </fieldset>
      {!sharesFlag && (
        <TextField
          path="featureFlagKey"
          label="Key of the new flag"
          required
          value={key}
          change={setKey}
        />
      )}
    </FormDialog>
  );
}
