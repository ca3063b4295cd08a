import { useApolloClient } from '@apollo/client/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ExperimentHeadFragment } from '../generated/graphql.ts';
import type { Action, ActionForm, ActionOutcome } from './actions.ts';

export type Rehearsal =
  /** Something that decides what would happen has not been chosen. */
  | { readonly state: 'open' }
  | { readonly state: 'reading' }
  | { readonly state: 'known'; readonly outcome: ActionOutcome | null | undefined }
  | { readonly state: 'failed'; readonly error: unknown };

export interface Rehearsing {
  /** What would happen by the form as it is now; never what another choice would do. */
  readonly rehearsal: Rehearsal;
  /** Works it out anew, and shows it. */
  readonly repeat: () => Promise<Rehearsal>;
}

/**
 * Works out with the server what an action would do, anew whenever the form or the experiment changes; changes nothing.
 */
export function useRehearsal(
  action: Action,
  experiment: ExperimentHeadFragment,
  form: ActionForm,
): Rehearsing {
  const client = useApolloClient();
  const [shown, setShown] = useState<{ readonly of: string; readonly rehearsal: Rehearsal }>();
  const { id } = experiment;
  const { variantKey, releaseToEveryone, conclusion } = form;
  const isOpen = action.asks.includes('variantKey') && variantKey === '';
  const subject = subjectOf(action, experiment, form);
  // An answer that comes when something else is asked for must not be shown.
  const runs = useRef(0);

  const repeat = useCallback(async () => {
    const run = (runs.current += 1);
    const asked = { variantKey, releaseToEveryone, conclusion, conclusionComment: '' };
    const rehearsal = await action.send(client, { id, dryRun: true }, asked).then(
      (outcome): Rehearsal => ({ state: 'known', outcome }),
      (error: unknown): Rehearsal => ({ state: 'failed', error }),
    );
    if (run === runs.current) setShown({ of: subject, rehearsal });
    return rehearsal;
  }, [client, action, id, variantKey, releaseToEveryone, conclusion, subject]);

  useEffect(() => {
    if (isOpen) return undefined;
    void repeat();
    return () => {
      runs.current += 1;
    };
  }, [isOpen, repeat]);
  if (isOpen) return { rehearsal: { state: 'open' }, repeat };
  return { rehearsal: shown?.of === subject ? shown.rehearsal : { state: 'reading' }, repeat };
}

/** Everything that decides what would happen, as far as this page knows. */
function subjectOf(action: Action, experiment: ExperimentHeadFragment, form: ActionForm): string {
  const { id, version, status, archived, startDate, endDate, variants, featureFlag } = experiment;
  // The comment changes nothing about what would happen; the conclusion is compared with the results.
  const { variantKey, releaseToEveryone, conclusion } = form;
  return JSON.stringify([
    [action.label, variantKey, releaseToEveryone, conclusion],
    [id, version, status, archived, startDate, endDate, variants, featureFlag?.active],
  ]);
}

/** Whether two rehearsals say the same. The texts of warnings are left out, since they have ages and counts. */
export const isSameOutcome = (one: Rehearsal, other: Rehearsal): boolean =>
  sorted(saying(one)) === sorted(saying(other));

/** JSON with names in order: two answers may have the same fields in another one. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_name, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)),
        )
      : inner,
  );

function saying(rehearsal: Rehearsal): unknown {
  if (rehearsal.state !== 'known') return rehearsal.state;
  const { outcome } = rehearsal;
  if (!outcome || !('experiment' in outcome)) return outcome;
  const { warnings, ...rest } = outcome.dryRun ?? {};
  return [rest, warnings?.map(({ code, severity }) => [code, severity])];
}
