import { sentence } from '../../format.ts';
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

/** The conditions of a decision, in the order in which they are considered: how many are met, and each with its facts. */
export function Criteria({ criteria }: CriteriaProps) {
  const count = (is: boolean | null) => criteria.filter(({ met }) => met === is).length;
  const counts = [
    `${count(true)} met`,
    `${count(false)} not met`,
    ...(count(null) > 0 ? [`${count(null)} not known`] : []),
  ];
  return (
    <>
      <h3 className="criteria-title">
        Criteria <span className="quiet small">{counts.join(', ')}</span>
      </h3>
      <ul className="criteria">
        {criteria.map(({ name, met, detail }) => (
          <li key={name} data-met={String(met)}>
            <span className="criterion">
              {criterionWords[name]}
              <span className="unseen">{metWords(met)}</span>
            </span>
            {sentence(detail)}
          </li>
        ))}
      </ul>
    </>
  );
}

function metWords(met: boolean | null): string {
  if (met === null) return ' (not known)';
  return met ? ' (met)' : ' (not met)';
}
