import { useQuery } from '@apollo/client/react';
import { date } from '../format.ts';
import type { DecidingQuery } from '../generated/graphql.ts';
import { Problem } from '../shell/problem.tsx';
import { Waiting } from '../shell/waiting.tsx';
import { criterionWords } from '../words.ts';
import { DecisionBadge } from './decision-badge.tsx';
import { DecidingDocument } from './documents.ts';
import { FindingList } from './finding-list.tsx';

type Decision = NonNullable<NonNullable<DecidingQuery['experiment']>['decision']>;

/** What to do with an experiment and why, and what somebody should look at. */
export function DecisionPanel({ id }: { readonly id: string }) {
  const { data, error, loading, refetch } = useQuery(DecidingDocument, {
    variables: { id },
    errorPolicy: 'all',
  });
  const { decision, findings } = data?.experiment ?? {};
  if (loading && !data) return <Waiting label="Reading the decision" lines={1} />;
  return (
    <>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {decision && <DecisionSection decision={decision} />}
      {findings && <FindingList findings={findings} />}
    </>
  );
}

function DecisionSection({ decision }: { readonly decision: Decision }) {
  const { recommendation, variant, because, criteria, wouldChangeWith, asOf } = decision;
  return (
    <section className="decision-panel" aria-label="Decision" data-decision={recommendation}>
      <h2>
        <DecisionBadge recommendation={recommendation} variant={variant} />
      </h2>
      <p>{because}</p>
      <details>
        <summary>Criteria, and what would change it</summary>
        <ul className="criteria">
          {criteria.map(({ name, met, detail }) => (
            <li key={name} data-met={String(met)}>
              <span className="criterion">
                {criterionWords[name]}
                <span className="unseen">{metWords(met)}</span>
              </span>
              {detail}
            </li>
          ))}
        </ul>
        {wouldChangeWith.map((sentence) => (
          <p key={sentence} className="quiet small">
            Would change with: {sentence}
          </p>
        ))}
      </details>
      <p className="quiet small">
        Computed by this API{asOf == null ? '' : `, with data up to ${date(asOf)}`}.
      </p>
    </section>
  );
}

function metWords(met: boolean | null): string {
  if (met === null) return ' (not known)';
  return met ? ' (met)' : ' (not met)';
}
