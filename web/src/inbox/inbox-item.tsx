import { Link } from 'wouter';
import { sentence } from '../sentence.ts';
import { StatusBadge } from '../shell/badge.tsx';
import { severityWords } from '../words.ts';
import { DecisionBadge } from '../deciding/decision-badge.tsx';
import type { InboxItem } from './inbox-groups.ts';

/** One experiment that waits for somebody, with the reasons. */
export function InboxArticle({ row, decision, findings, failure }: InboxItem) {
  const { id, name, status, featureFlagKey } = row;
  return (
    <article className="inbox-item">
      <header>
        <h3>
          <Link href={`/experiments/${id}`}>{name}</Link>
        </h3>
        <StatusBadge status={status} />
        <code>{featureFlagKey}</code>
      </header>
      {decision && (
        <p>
          <DecisionBadge recommendation={decision.recommendation} variant={decision.variant} />{' '}
          {sentence(decision.because)}
        </p>
      )}
      {failure !== null && <p className="warning">Not everything could be read: {failure}.</p>}
      {findings.length > 0 && (
        <div className="findings">
          <ul aria-label={`Findings of ${name ?? id}`}>
            {findings.map(({ code, severity, message, remedy }) => (
              <li key={`${code} ${message}`} data-severity={severity}>
                <p>
                  <span className="severity">{severityWords[severity]}</span> {sentence(message)}
                </p>
                <p className="quiet small">{sentence(remedy)}</p>
              </li>
            ))}
          </ul>
        </div>
      )}
    </article>
  );
}
