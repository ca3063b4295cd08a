import { useReactiveVar } from '@apollo/client/react';
import { ForestRow } from '../../chart/forest.tsx';
import { DecisionBadge } from '../../deciding/decision-badge.tsx';
import { missing } from '../../format.ts';
import type { ExperimentRowFragment } from '../../generated/graphql.ts';
import { outcomesVar, type Outcome } from '../outcomes-var.ts';
import { readingVar } from './reading-var.ts';
import { scaleVar } from './scale-var.ts';

interface OutcomeCellsProps {
  readonly experiment: ExperimentRowFragment;
}

/** What to do with an experiment, and how large its effect is. */
export function OutcomeCells({ experiment }: OutcomeCellsProps) {
  const outcome = useReactiveVar(outcomesVar).get(experiment.id);
  const { waitsUntil } = useReactiveVar(readingVar);
  if (!outcome) {
    const waiting = waitsUntil ? (
      <span className="quiet">Not read yet</span>
    ) : (
      <span className="shimmer" role="img" aria-label="Reading" />
    );
    return (
      <>
        <td data-label="Decision">{waiting}</td>
        <td data-label="Primary metric">{waiting}</td>
      </>
    );
  }
  return (
    <>
      <td data-label="Decision">
        <Decision experiment={experiment} outcome={outcome} />
      </td>
      <td data-label="Primary metric">
        <Effect outcome={outcome} />
      </td>
    </>
  );
}

function Decision({ experiment, outcome }: OutcomeCellsProps & { readonly outcome: Outcome }) {
  const { decision, findings, failure } = outcome;
  const isUneven = findings.some(
    ({ code, severity }) => code === 'SAMPLE_RATIO_MISMATCH' && severity === 'CRITICAL',
  );
  return (
    <>
      {/* Where the team has concluded, nothing is left to decide. */}
      {decision && experiment.conclusion === null ? (
        <span title={decision.because}>
          <DecisionBadge recommendation={decision.recommendation} variant={decision.variant} />
        </span>
      ) : (
        missing
      )}
      {isUneven && <small className="warning">Uneven sample ratio</small>}
      {failure !== null && <small className="warning">Could not be read: {failure}</small>}
    </>
  );
}

function Effect({ outcome: { effect } }: { readonly outcome: Outcome }) {
  const end = useReactiveVar(scaleVar);
  if (!effect || end === undefined) return missing;
  const { metric, variant, delta, interval, isBetter } = effect;
  return (
    <>
      <ForestRow delta={delta} interval={interval} isBetter={isBetter} end={end} />
      <small>
        {metric}
        {variant !== null && `, ${variant}`}
      </small>
    </>
  );
}
