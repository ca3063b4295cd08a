import type { ExperimentStatus } from '../generated/graphql.ts';
import { missing } from '../format.ts';
import { statusWords } from '../words.ts';

/** The status of an experiment: a dot of its colour and, for everybody, its word. */
export function StatusBadge({ status }: { readonly status: ExperimentStatus | null }) {
  return (
    <span className="status" data-status={status ?? 'UNKNOWN'}>
      {status === null ? missing : statusWords[status]}
    </span>
  );
}
