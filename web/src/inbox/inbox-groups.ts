import type { ExperimentRowFragment } from '../generated/graphql.ts';
import type { DecisionRecommendation } from '../list/outcomes/generated/graphql.ts';
import type { FindingsById, ListedFinding, Outcome } from '../list/outcomes-var.ts';

/** An experiment that waits for somebody, and why. */
export interface InboxItem {
  readonly row: ExperimentRowFragment;
  readonly decision: Outcome['decision'];
  /** What is seriously wrong. */
  readonly findings: readonly ListedFinding[];
  /** The code of the error where something of it could not be read. */
  readonly failure: string | null;
}

/** Experiments with the same recommendation; undefined for those whose decision could not be read. */
export interface InboxGroup {
  readonly recommendation: DecisionRecommendation | undefined;
  readonly items: readonly InboxItem[];
}

/** What is to be done now comes before what only has to be looked at. */
const ORDER: readonly InboxGroup['recommendation'][] = [
  'SHIP',
  'ROLL_BACK',
  'REVIEW',
  'STOP_INCONCLUSIVE',
  'KEEP_RUNNING',
  undefined,
];

/** True for an experiment about which something is left to decide: launched, and without a conclusion. */
export const isOpen = ({ status, conclusion }: ExperimentRowFragment): boolean =>
  status !== 'DRAFT' && conclusion === null;

/**
 * The experiments that wait for somebody, by recommendation. One that only has to go on is left out, unless something is
 * seriously wrong with it.
 */
export function inboxGroups(
  rows: readonly ExperimentRowFragment[],
  outcomes: ReadonlyMap<string, Outcome>,
  others: readonly FindingsById[],
): readonly InboxGroup[] {
  const items = rows.flatMap((row): InboxItem[] => {
    const outcome = outcomes.get(row.id);
    const findings = [outcome?.findings, ...others.map((byId) => byId.get(row.id))]
      .flatMap((some) => some ?? [])
      .filter(({ severity }) => severity === 'CRITICAL');
    const { decision = null, failure = null } = outcome ?? {};
    const isWaiting = decision !== null && decision.recommendation !== 'KEEP_RUNNING';
    return isWaiting || findings.length > 0 || failure !== null
      ? [{ row, decision, findings, failure }]
      : [];
  });
  return ORDER.map((recommendation) => ({
    recommendation,
    items: items.filter(({ decision }) => decision?.recommendation === recommendation),
  })).filter((group) => group.items.length > 0);
}
