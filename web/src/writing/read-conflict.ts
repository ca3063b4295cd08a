import type { ApolloClient } from '@apollo/client';
import type { Conflict } from './conflict-notice.tsx';
import { EditedExperimentDocument, LastChangesDocument } from './documents.ts';
import { formOfExperiment } from './form-of-experiment.ts';
import type { ExperimentForm } from './form.ts';
import type { EditedFragment } from './generated/graphql.ts';
import { changedInput, type FormInput } from './input-of-form.ts';

interface FoundConflict {
  /** The experiment as it is now. */
  readonly experiment: EditedFragment;
  /** Its form. */
  readonly theirs: ExperimentForm;
  /** What was entered here, on top of what others have changed. */
  readonly merged: ExperimentForm;
  readonly conflict: Conflict;
}

/**
 * Finds out what others have changed since an experiment was read, and who. 2 upstream calls.
 * @param base the form as it was read
 * @param mine the form as it is entered
 * @returns undefined when the experiment can no longer be read
 */
export async function readConflict(
  client: ApolloClient,
  base: ExperimentForm,
  mine: ExperimentForm,
  id: string,
): Promise<FoundConflict | undefined> {
  const [now, log] = await Promise.all([
    client.query({
      query: EditedExperimentDocument,
      variables: { id },
      fetchPolicy: 'network-only',
    }),
    client.query({
      query: LastChangesDocument,
      variables: { id },
      fetchPolicy: 'network-only',
      // A key without the scope for the log cannot see who it was.
      errorPolicy: 'all',
    }),
  ]);
  const experiment = now.data?.experiment as EditedFragment | null | undefined;
  if (!experiment) return undefined;
  const theirs = formOfExperiment(experiment);
  const changedThere = changedInput(base, theirs);
  const changedHere = changedInput(base, mine);
  const user = log.data?.experiment?.activity?.nodes?.[0]?.user;
  return {
    experiment,
    theirs,
    merged: merge(base, mine, theirs),
    conflict: {
      who: user?.firstName || user?.email || undefined,
      fields: namesOf(changedThere).map((name) => ({
        name,
        value: changedThere[name],
        isMineToo:
          name in changedHere &&
          JSON.stringify(changedHere[name]) !== JSON.stringify(changedThere[name]),
      })),
    },
  };
}

const namesOf = (input: FormInput) => Object.keys(input) as (keyof FormInput)[];

/** Each part as it was entered here, and as it is there where nothing was entered. */
function merge(base: ExperimentForm, mine: ExperimentForm, theirs: ExperimentForm): ExperimentForm {
  const untouched = (Object.keys(mine) as (keyof ExperimentForm)[]).filter(
    (name) => JSON.stringify(mine[name]) === JSON.stringify(base[name]),
  );
  return { ...mine, ...Object.fromEntries(untouched.map((name) => [name, theirs[name]])) };
}
