import type { ExperimentStatus, VerdictState } from '../generated/graphql.ts';
import { missing } from '../format.ts';
import { statusWords, verdictWords } from '../words.ts';

/** The status of an experiment: a dot of its colour and, for everybody, its word. */
export function StatusBadge({ status }: { readonly status: ExperimentStatus | null }) {
  return (
    <span className="status" data-status={status ?? 'UNKNOWN'}>
      {status === null ? missing : statusWords[status]}
    </span>
  );
}

interface VerdictBadgeProps {
  readonly state: VerdictState;
  readonly variant: string | null;
}

const signs: Partial<Record<VerdictState, string>> = { WINNING: '▲', LOSING: '▼' };

/** What a metric says, with the variant it speaks of. */
export function VerdictBadge({ state, variant }: VerdictBadgeProps) {
  const decided = state === 'WINNING' || state === 'LOSING';
  return (
    <span className="verdict" data-verdict={state}>
      {signs[state] && <span aria-hidden="true">{signs[state]} </span>}
      {decided && variant !== null
        ? `${variant} ${verdictWords[state].toLowerCase()}`
        : verdictWords[state]}
    </span>
  );
}
