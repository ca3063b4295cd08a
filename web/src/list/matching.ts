import type { ExperimentRowFragment } from '../generated/graphql.ts';
import type { FindingsById, Outcome } from './outcomes-var.ts';
import type { ListView } from './use-list-view.ts';

/** What is known of experiments beside their rows. */
export interface Known {
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly findings: readonly FindingsById[];
}

/**
 * True for a row that a view shows. The filters that PostHog has are applied too: an older server ignores those that it
 * does not know. A row whose decision or findings have not been read does not match a filter by them.
 */
export function matches(view: ListView, row: ExperimentRowFragment, known: Known): boolean {
  const { shown, owner, tag, decision, search } = view;
  return (
    (shown === 'ALL' || shown === 'ARCHIVED' || row.status === shown) &&
    (owner === '' || String(row.createdBy?.posthogId) === owner) &&
    (tag === '' || (row.tags ?? []).includes(tag)) &&
    (search === '' || isFound(row, search.toLowerCase())) &&
    (decision === '' || recommendationOf(row, known.outcomes.get(row.id)) === decision) &&
    hasFinding(view.finding, row.id, known)
  );
}

/** What is to be done; undefined while that is not known, and once the team has concluded what came of it. */
export const recommendationOf = (
  { conclusion }: Pick<ExperimentRowFragment, 'conclusion'>,
  outcome: Outcome | undefined,
) => (conclusion === null ? outcome?.decision?.recommendation : undefined);

/** The name, the flag key or the owner contains the text. PostHog itself searches names only. */
const isFound = ({ name, featureFlagKey, createdBy }: ExperimentRowFragment, text: string) =>
  [name, featureFlagKey, createdBy?.firstName, createdBy?.email].some((value) =>
    value?.toLowerCase().includes(text),
  );

/** @param wanted a code or a severity; '' for any experiment */
function hasFinding(wanted: string, id: string, { outcomes, findings }: Known): boolean {
  if (wanted === '') return true;
  return [outcomes.get(id)?.findings, ...findings.map((byId) => byId.get(id))].some((some) =>
    some?.some(({ code, severity }) => code === wanted || severity === wanted),
  );
}
