import { useFragment } from '@apollo/client/react';
import { Link } from 'wouter';
import { DecisionBadge } from '../deciding/decision-badge.tsx';
import { Effect } from '../deciding/effect.tsx';
import { StatusBadge } from '../shell/badge.tsx';
import { SplitBar } from '../shell/split-bar.tsx';
import { date, days } from '../format.ts';
import {
  FindingsFragmentDoc,
  type ExperimentRowFragment,
  type FindingsFragment,
} from '../generated/graphql.ts';
import { conclusionWords } from '../words.ts';

interface RowProps {
  readonly experiment: ExperimentRowFragment;
  /** True while findings of rows are on their way. */
  readonly isReading: boolean;
}

/** One experiment of the list. */
export function Row({ experiment, isReading }: RowProps) {
  const { id, name, status, featureFlagKey, variants, createdBy, conclusion } = experiment;
  return (
    <tr>
      <th scope="row">
        <Link href={`/experiments/${id}`}>{name}</Link>
        <code>{featureFlagKey}</code>
      </th>
      <td data-label="Status">
        <StatusBadge status={status} />
      </td>
      {status === 'DRAFT' ? (
        <>
          <td data-label="Decision">–</td>
          <td data-label="Primary metric">{variants && <SplitBar variants={variants} />}</td>
        </>
      ) : (
        <Outcome id={id} isReading={isReading} />
      )}
      <td data-label="Time">
        <Time experiment={experiment} />
        {conclusion && <small>{conclusionWords[conclusion]}</small>}
      </td>
      <td data-label="Owner">{createdBy?.firstName || createdBy?.email || '–'}</td>
    </tr>
  );
}

/** What an experiment has found so far, as the cache has it. */
function Outcome({ id, isReading }: { readonly id: string; readonly isReading: boolean }) {
  const { data, complete } = useFragment({
    fragment: FindingsFragmentDoc,
    fragmentName: 'Findings',
    from: { __typename: 'Experiment', id },
  });
  if (!complete) {
    const waiting = isReading ? <span className="shimmer" aria-label="Reading" /> : '–';
    return (
      <>
        <td data-label="Decision">{waiting}</td>
        <td data-label="Primary metric">{waiting}</td>
      </>
    );
  }
  const { decision, sampleRatioMismatch, metrics } = data;
  return (
    <>
      <td data-label="Decision">
        {decision ? (
          <span title={decision.because}>
            <DecisionBadge
              recommendation={decision.recommendation}
              variant={decision.variant ?? null}
            />
          </span>
        ) : (
          '–'
        )}
        {sampleRatioMismatch?.suspicious && <small className="warning">Uneven sample ratio</small>}
      </td>
      <td data-label="Primary metric">
        <LargestChange metric={metrics?.[0] ?? null} />
      </td>
    </>
  );
}

type Metric = NonNullable<NonNullable<FindingsFragment['metrics']>[number]>;

/** The variant of a metric with the largest change. */
function LargestChange({ metric }: { readonly metric: Metric | null }) {
  const variants = metric?.latestResult?.variants ?? [];
  const [largest] = variants
    .filter(({ delta }) => delta !== null)
    .toSorted((one, other) => Math.abs(other.delta ?? 0) - Math.abs(one.delta ?? 0));
  if (!metric || largest?.delta == null) return '–';
  const { key, delta, interval, direction, significant } = largest;
  return (
    <>
      <Effect
        delta={delta}
        interval={interval ?? null}
        isBetter={significant === true ? direction === 'BETTER' : null}
      />
      <small>
        {metric.name}
        {variants.length > 1 && `, ${key}`}
      </small>
    </>
  );
}

function Time({ experiment }: Pick<RowProps, 'experiment'>) {
  const { startDate, durationDays, createdAt } = experiment;
  if (startDate == null) return <span className="quiet">Created {date(createdAt)}</span>;
  return <span title={`Launched ${date(startDate)}`}>{days(durationDays ?? 0)}</span>;
}
