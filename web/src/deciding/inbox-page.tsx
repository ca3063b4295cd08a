import { useQuery } from '@apollo/client/react';
import { useEffect, useMemo } from 'react';
import { Link } from 'wouter';
import { plural } from '../format.ts';
import type { InboxQuery } from '../generated/graphql.ts';
import { StatusBadge } from '../shell/badge.tsx';
import { Problem } from '../shell/problem.tsx';
import { Waiting } from '../shell/waiting.tsx';
import { DecisionBadge } from './decision-badge.tsx';
import { InboxDocument, OpenExperimentsDocument } from './documents.ts';
import { FindingList } from './finding-list.tsx';

/** As many experiments are examined at once: two calls each, and a minute has 480. */
const MOST = 60;

type Item = Extract<NonNullable<InboxQuery['nodes'][number]>, { decision: unknown }>;

/** Experiments that wait for somebody to decide, with the reasons. */
export default function InboxPage() {
  const open = useQuery(OpenExperimentsDocument, {
    errorPolicy: 'all',
    fetchPolicy: 'cache-and-network',
  });
  const launched = useMemo(
    () =>
      (open.data?.experiments?.nodes ?? []).filter(
        (node) => node !== null && node.status !== 'DRAFT' && node.conclusion === null,
      ),
    [open.data],
  );
  const ids = launched.slice(0, MOST).map((node) => node!.id);
  const { data, error, loading, refetch } = useQuery(InboxDocument, {
    variables: { ids },
    skip: ids.length === 0,
    errorPolicy: 'all',
    fetchPolicy: 'cache-and-network',
  });
  useEffect(() => {
    document.title = 'Needs a decision – Experiments';
  }, []);
  const items = (data?.nodes ?? []).filter((node): node is Item => needsDecision(node as Item));
  const isReading = (open.loading && !open.data) || (loading && !data);
  return (
    <>
      <div className="page-head">
        <h1>Needs a decision</h1>
      </div>
      {open.error && <Problem error={open.error} retry={() => void open.refetch()} />}
      {error && <Problem error={error} retry={() => void refetch()} />}
      {isReading ? (
        <Waiting label="Reading decisions" blocks={2} />
      ) : (
        <p className="count" role="status">
          {items.length === 0 && !error
            ? 'Nothing waits for a decision.'
            : plural(items.length, 'experiment')}
          {launched.length > MOST && ` among the ${MOST} launched last, of ${launched.length}`}
        </p>
      )}
      {items.map(({ id, name, status, featureFlagKey, decision, findings }) => (
        <article key={id} className="inbox-item">
          <header>
            <h2>
              <Link href={`/experiments/${id}`}>{name}</Link>
            </h2>
            <StatusBadge status={status} />
            <code>{featureFlagKey}</code>
          </header>
          {decision && (
            <p>
              <DecisionBadge
                recommendation={decision.recommendation}
                variant={decision.variant ?? null}
              />{' '}
              {decision.because}
            </p>
          )}
          <FindingList findings={findings ?? []} of={name ?? id} />
        </article>
      ))}
    </>
  );
}

/** True unless nothing is to be done: it only has to go on, and nothing is seriously wrong. */
function needsDecision(node: Item | null): boolean {
  if (!node) return false;
  const { decision, findings } = node;
  return (
    (findings?.length ?? 0) > 0 || (decision != null && decision.recommendation !== 'KEEP_RUNNING')
  );
}
