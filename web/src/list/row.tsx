import { memo, type ReactNode } from 'react';
import { Link } from 'wouter';
import { StatusBadge } from '../shell/badge.tsx';
import { date, days, missing, number } from '../format.ts';
import type { ExperimentRowFragment } from '../generated/graphql.ts';
import { part } from '../loading/part.tsx';
import { conclusionWords } from '../words.ts';
import { ownerOf } from './owner.ts';

const OutcomeCells = part(async () => ({
  default: (await import('./outcomes/index.ts')).OutcomeCells,
}));

interface RowProps {
  readonly experiment: ExperimentRowFragment;
  /** Its place on the list, from 0. */
  readonly place: number;
}

/** One experiment of the list. */
export const Row = memo(function Row({ experiment, place }: RowProps) {
  const { id, name, status, featureFlagKey, variants, conclusion, createdAt } = experiment;
  const { startDate, durationDays } = experiment;
  return (
    <tr data-key={id} aria-rowindex={place + 2}>
      <th scope="row">
        <Link href={`/experiments/${id}`}>{name}</Link>
        <code>{featureFlagKey}</code>
      </th>
      <td data-label="Status">
        <StatusBadge status={status} />
        {conclusion && <small>{conclusionWords[conclusion]}</small>}
      </td>
      {status === 'DRAFT' ? (
        <>
          <td data-label="Decision">{missing}</td>
          <td data-label="Primary metric">{variants && <Split variants={variants} />}</td>
        </>
      ) : (
        <OutcomeCells
          fallback={<CellsWith content={<OnItsWay />} />}
          // Why, is said once, above the rows.
          failed={<CellsWith content={missing} />}
          experiment={experiment}
        />
      )}
      <td data-label="Started">
        {startDate == null ? (
          <span className="quiet">
            Created <span className="whole">{date(createdAt)}</span>
          </span>
        ) : (
          date(startDate)
        )}
      </td>
      <td data-label="Duration" className="whole">
        {durationDays == null ? missing : days(durationDays)}
      </td>
      <td data-label="Owner">{ownerOf(experiment) ?? missing}</td>
    </tr>
  );
});

/** How people will be divided: a draft has no results. */
function Split({
  variants,
}: {
  readonly variants: NonNullable<RowProps['experiment']['variants']>;
}) {
  const shares = variants.map(({ rolloutPercentage }) => number(rolloutPercentage));
  return <span className="quiet">Split {shares.join(' / ')}</span>;
}

/** The cells of an outcome, without it. */
function CellsWith({ content }: { readonly content: ReactNode }) {
  return (
    <>
      <td data-label="Decision">{content}</td>
      <td data-label="Primary metric">{content}</td>
    </>
  );
}

const OnItsWay = () => <span className="shimmer" role="img" aria-label="Reading" />;
