import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import type { ExperimentHeadFragment } from '../generated/graphql.ts';
import type { Action, ActionForm, ActionOutcome } from './actions.ts';

export type Rehearsal =
  /** Something that decides what would happen has not been chosen. */
  | { readonly state: 'open' }
  | { readonly state: 'reading' }
  | { readonly state: 'known'; readonly outcome: ActionOutcome | null | undefined }
  | { readonly state: 'failed'; readonly error: unknown };

/** Works out with the server what an action would do, anew whenever the form changes; changes nothing. */
export function useRehearsal(
  action: Action,
  experiment: ExperimentHeadFragment,
  form: ActionForm,
): Rehearsal {
  const client = useApolloClient();
  const [rehearsal, setRehearsal] = useState<Rehearsal>({ state: 'reading' });
  const { id } = experiment;
  // The comment changes nothing about what would happen; the conclusion is compared with the results.
  const { variantKey, releaseToEveryone, conclusion } = form;
  const isOpen = action.asks.includes('variantKey') && variantKey === '';
  useEffect(() => {
    if (isOpen) return undefined;
    let isWanted = true;
    const show = (next: Rehearsal) => {
      if (isWanted) setRehearsal(next);
    };
    action.send(client, { id, dryRun: true }, form).then(
      (outcome) => show({ state: 'known', outcome }),
      (error: unknown) => show({ state: 'failed', error }),
    );
    return () => {
      isWanted = false;
    };
  }, [client, action, id, isOpen, variantKey, releaseToEveryone, conclusion]);
  return isOpen ? { state: 'open' } : rehearsal;
}
