import { CriteriaList } from '../criteria-list.tsx';
import type { DecisionCriterionName } from '../generated/graphql.ts';
import type { Decision } from './use-deciding.ts';

const criterionWords: Readonly<Record<DecisionCriterionName, string>> = {
  SPLIT: 'Split',
  PRIMARY_METRICS: 'Primary metrics',
  NO_HARM: 'No harm',
  WINNER: 'Winner',
  GUARDRAILS: 'Guardrails',
  SECONDARY_METRICS: 'Secondary metrics',
  FULL_WEEK: 'A full week',
  PLANNED_END: 'Planned end',
};

interface CriteriaProps {
  readonly criteria: Decision['criteria'];
}

/** The conditions of a decision, in the order in which they are considered. */
export function Criteria({ criteria }: CriteriaProps) {
  return (
    <CriteriaList
      title="Criteria"
      criteria={criteria.map((one) => ({ ...one, name: criterionWords[one.name] }))}
    />
  );
}
