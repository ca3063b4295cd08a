import type { FindingItemFragment } from '../generated/graphql.ts';
import { severityWords } from '../words.ts';

interface FindingListProps {
  readonly findings: readonly FindingItemFragment[];
  /** Name of the experiment, on a page that has several. */
  readonly of?: string;
}

/** What somebody should look at, the worst first, each with what to do about it. */
export function FindingList({ findings, of }: FindingListProps) {
  if (findings.length === 0) return null;
  return (
    <section className="findings" aria-label={of === undefined ? 'Findings' : `Findings of ${of}`}>
      <h2>To look at</h2>
      <ul>
        {findings.map(({ code, severity, message, remedy }) => (
          <li key={`${code} ${message}`} data-severity={severity}>
            <p>
              <span className="severity">{severityWords[severity]}</span> {message}
            </p>
            <p className="quiet small">{remedy}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
