import { useApolloClient } from '@apollo/client/react';
import { plural } from '../format.ts';
import { chosenProject } from '../graph/project.ts';
import { refusalOf } from '../writing/faults.ts';
import { AreaField, TextField } from '../writing/field.tsx';
import { FormDialog } from '../writing/form-dialog.tsx';
import { FoundFaults } from '../writing/found-faults.ts';
import type { HoldoutRowFragment } from '../writing/generated/graphql.ts';
import { differing, useDialogDraft } from './use-dialog-draft.ts';
import { CreateHoldoutDocument, UpdateHoldoutDocument } from './documents.ts';
import type { HoldoutUses } from './use-holdout-uses.ts';

/** Where a holdout that was begun is stored. */
export const HOLDOUT_PLACE = 'holdout';

interface HoldoutDialogProps {
  /** The one to change; undefined for a new one. */
  readonly holdout: HoldoutRowFragment | undefined;
  readonly uses: HoldoutUses;
  readonly done: () => void;
  readonly close: () => void;
}

interface Entered {
  readonly name: string;
  readonly description: string;
  readonly percentage: string;
}

/** Creates or changes a holdout. */
export function HoldoutDialog({ holdout, uses, done, close }: HoldoutDialogProps) {
  const client = useApolloClient();
  const { before, entered, change, keyOf } = useDialogDraft(HOLDOUT_PLACE, holdout, {
    name: holdout?.name ?? '',
    description: holdout?.description ?? '',
    percentage: holdout ? String(holdout.exclusionPercentage ?? '') : '5',
  });
  const { name, description, percentage } = entered;
  const users = holdout ? uses.of(holdout.id).length : 0;

  function check() {
    const faults = new FoundFaults();
    faults.required('name', name, 'Give the holdout a name.');
    faults.atMost('name', name, 400);
    faults.atMost('description', description, 400);
    faults.required('exclusionPercentage', percentage, 'Give the share of people.');
    const message = 'The share is a number from 0 to 100.';
    faults.number('exclusionPercentage', percentage, { min: 0, max: 100 }, message);
    return faults.found;
  }

  async function send() {
    const input = inputOf(entered);
    const changes = differing(inputOf(before), input);
    if (holdout && Object.keys(changes).length === 0) return undefined;
    const { data } = holdout
      ? await client.mutate({
          mutation: UpdateHoldoutDocument,
          variables: { input: { ...changes, id: holdout.id, idempotencyKey: keyOf(changes) } },
        })
      : await client.mutate({
          mutation: CreateHoldoutDocument,
          variables: { input: { ...input, ...chosenProject(), idempotencyKey: keyOf(input) } },
        });
    const refusal = refusalOf(data?.outcome);
    if (!refusal) done();
    return refusal;
  }

  return (
    <FormDialog
      title={holdout ? `Edit: ${holdout.name}` : 'New holdout'}
      about={
        users > 0
          ? `A new share applies to the flags of ${plural(users, 'experiment')} at once.`
          : undefined
      }
      saveLabel={holdout ? 'Save changes' : 'Create holdout'}
      check={check}
      send={send}
      close={close}
    >
      <TextField
        path="name"
        label="Name"
        required
        value={name}
        change={(name) => change({ name })}
      />
      <AreaField
        path="description"
        label="Purpose"
        rows={2}
        value={description}
        change={(description) => change({ description })}
      />
      <TextField
        path="exclusionPercentage"
        label="People left out"
        isNumber
        required
        unit="%"
        locked={
          isPlain(holdout)
            ? undefined
            : 'It has groups or filters, which only PostHog’s own pages can change.'
        }
        value={percentage}
        change={(percentage) => change({ percentage })}
      />
    </FormDialog>
  );
}

const inputOf = ({ name, description, percentage }: Entered) => ({
  name: name.trim(),
  description: description.trim(),
  exclusionPercentage: percentage.trim() === '' ? null : Number(percentage),
});

/** Whether it is one share of all people. */
function isPlain(holdout: HoldoutRowFragment | undefined): boolean {
  const [first, ...others] = holdout?.groups ?? [];
  const filters = first?.properties;
  return others.length === 0 && !(Array.isArray(filters) && filters.length > 0);
}
