import { useFragment } from '@apollo/client/react';
import { Link } from 'wouter';
import { StatusBadge, VerdictBadge } from '../shell/badge.tsx';
import { SplitBar } from '../shell/split-bar.tsx';
import { date, days } from '../format.ts';
import { FindingsFragmentDoc, type ExperimentRowFragment } from '../generated/graphql.ts';
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
      <td data-label="Primary metric">
        {status === 'DRAFT' ? '–' : <Outcome id={id} isReading={isReading} />}
      </td>
      <td data-label="Split">{variants && <SplitBar variants={variants} />}</td>
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
  if (!complete) return isReading ? <span className="shimmer" aria-label="Reading" /> : '–';
  const verdict = data.metrics?.[0]?.verdict;
  return (
    <>
      {verdict ? <VerdictBadge state={verdict.state} variant={verdict.variant ?? null} /> : '–'}
      {data.sampleRatioMismatch?.suspicious && (
        <small className="warning">Uneven sample ratio</small>
      )}
    </>
  );
}

function Time({ experiment }: Pick<RowProps, 'experiment'>) {
  const { startDate, durationDays, createdAt } = experiment;
  if (startDate == null) return <span className="quiet">Created {date(createdAt)}</span>;
  return <span title={`Launched ${date(startDate)}`}>{days(durationDays ?? 0)}</span>;
}
