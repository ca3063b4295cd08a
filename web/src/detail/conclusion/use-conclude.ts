import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { failureOf, titleOf } from '../../graph/failure.ts';
import type { ConclusionForm } from './conclusion-fields.tsx';
import { ConcludeDocument } from './conclusion-document.ts';
import { ExperimentDocument } from '../documents.ts';
import type { ExperimentHeadFragment } from '../generated/graphql.ts';

/** The conclusion that somebody began to edit, which a change is compared with. */
export type Base = Pick<
  ExperimentHeadFragment,
  'conclusion' | 'conclusionText' | 'conclusionComment' | 'version'
>;

export interface Refusal {
  readonly code: string;
  readonly title: string;
  readonly message: string;
}

export interface Concluding {
  readonly base: Base;
  readonly isSending: boolean;
  readonly refusal: Refusal | undefined;
  /** Whether somebody else changed the conclusion since it was opened, so that nothing was sent over theirs. */
  readonly isConflict: boolean;
  /** Sends what was typed. @returns whether it was stored */
  save(form: ConclusionForm): Promise<boolean>;
  /** Compares with the conclusion as it is now: what is saved next replaces it. */
  accept(): void;
}

/**
 * Stores a conclusion, unless somebody else has changed it since the dialog was opened. A change of other fields
 * meanwhile is no conflict: PostHog merges both.
 * @param begunFrom the experiment as it was when the dialog was opened
 */
export function useConclude(experiment: ExperimentHeadFragment, begunFrom: Base): Concluding {
  const client = useApolloClient();
  const [base, setBase] = useState(begunFrom);
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const [isConflict, setConflict] = useState(false);
  const { id } = experiment;

  /** The experiment as PostHog has it now. */
  async function now(): Promise<Base | null | undefined> {
    const { data } = await client.query({
      query: ExperimentDocument,
      variables: { id },
      fetchPolicy: 'network-only',
    });
    return data?.experiment;
  }

  async function send(form: ConclusionForm): Promise<Refusal | undefined> {
    // Servers without versions cannot compare, so it is done here, which leaves a moment in between.
    if (base.version === null && isOther(await now(), base)) return conflict;
    const { data } = await client.mutate({
      mutation: ConcludeDocument,
      variables: {
        input: {
          id,
          ...(base.version !== null && {
            expectedVersion: base.version,
            originalExperiment: {
              conclusion: base.conclusionText,
              conclusion_comment: base.conclusionComment,
            },
          }),
          ...(form.conclusion !== 'UNKNOWN' && { conclusion: form.conclusion || null }),
          conclusionComment: form.conclusionComment.trim(),
        },
      },
    });
    const outcome = data?.outcome;
    if (outcome && 'experiment' in outcome) return undefined;
    const { code, message } = outcome ?? { code: 'NETWORK', message: 'No answer came.' };
    if (code === conflict.code) await now();
    return { code, message, title: titleOf(code) };
  }

  return {
    base,
    isSending,
    refusal,
    isConflict,
    async save(form) {
      setSending(true);
      setRefusal(undefined);
      const refused = await send(form).catch((error: unknown) => failureOf(error));
      setSending(false);
      setConflict(refused?.code === conflict.code);
      setRefusal(refused?.code === conflict.code ? undefined : refused);
      return refused === undefined;
    },
    accept() {
      setBase(experiment);
      setConflict(false);
    },
  };
}

const conflict: Refusal = {
  code: 'VERSION_CONFLICT',
  title: titleOf('VERSION_CONFLICT'),
  message: 'Somebody else changed the conclusion.',
};

const isOther = (one: Base | null | undefined, other: Base) =>
  one != null &&
  (one.conclusionText !== other.conclusionText ||
    (one.conclusionComment ?? '') !== (other.conclusionComment ?? ''));
