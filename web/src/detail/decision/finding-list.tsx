import type { ReactNode } from 'react';
import { sentence } from '../../sentence.ts';
import { severityWords } from '../../words.ts';
import type { Finding } from './use-deciding.ts';

interface FindingListProps {
  readonly findings: readonly Finding[];
  /** What can be done about a finding on this page, such as a button for the action that mends it. */
  readonly remedyOf?: (finding: Finding) => ReactNode;
}

/** What somebody should look at, the worst first, each with what to do about it. */
export function FindingList({ findings, remedyOf }: FindingListProps) {
  if (findings.length === 0) return null;
  return (
    <section className="findings" aria-label="Findings">
      <h2>To look at</h2>
      <ul>
        {findings.map((finding) => (
          <li key={`${finding.code} ${finding.message}`} data-severity={finding.severity}>
            <p>
              <span className="severity">{severityWords[finding.severity]}</span>{' '}
              {sentence(finding.message)}
            </p>
            <p className="quiet small">{sentence(finding.remedy)}</p>
            {remedyOf?.(finding)}
          </li>
        ))}
      </ul>
    </section>
  );
}
