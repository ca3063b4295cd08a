import type { ReactNode } from 'react';
import { date, days, share } from '../format.ts';
import type { ExperimentHeadFragment } from './generated/graphql.ts';
import { StatusBadge } from '../shell/badge.tsx';
import { liveWords } from '../live/live-words.ts';
import { AsOf } from './as-of.tsx';
import { shippedOf } from './shipped.ts';
import type { Live } from './use-live-experiment.ts';

interface HeadProps {
  readonly experiment: ExperimentHeadFragment;
  readonly live: Live;
  /** Whether it could not be read again, so that it is older than it looks. */
  readonly isOld: boolean;
}

/** What an experiment is: name, status, and the facts about it. */
export function Head({ experiment, live, isOld }: HeadProps) {
  const { name, description, status, archived, asOf, staleReason } = experiment;
  return (
    <header className="head">
      <div className="head-title">
        <h1>{name}</h1>
        <StatusBadge status={status} />
        {archived && <span className="tag">Archived</span>}
        <span className="live" data-state={live.connection.state}>
          {liveWords(live.connection)}
        </span>
      </div>
      <p className="news" role="status">
        {live.news}
      </p>
      {(isOld || staleReason) && <AsOf moment={asOf} reason={staleReason ?? undefined} />}
      {description && <p className="lead">{description}</p>}
      <dl className="facts">
        {factsOf(experiment).map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </header>
  );
}

type Fact = readonly [label: string, value: ReactNode];

function factsOf(experiment: ExperimentHeadFragment): Fact[] {
  const { featureFlagKey, featureFlag, startDate, endDate, durationDays, createdAt } = experiment;
  const { createdBy, holdout, statsConfig } = experiment;
  const shipped = shippedOf(experiment);
  const facts: (Fact | false | null | undefined)[] = [
    [
      'Flag',
      <>
        <code>{featureFlagKey}</code>
        {featureFlag && (featureFlag.active ? ' on' : ' off')}
      </>,
    ],
    startDate == null ? ['Created', date(createdAt)] : ['Launched', date(startDate)],
    endDate != null && ['Ended', date(endDate)],
    durationDays != null && [endDate == null ? 'Running for' : 'Ran for', days(durationDays)],
    shipped !== undefined && ['Shipped', <strong>{shipped}</strong>],
    ['Owner', createdBy?.firstName || createdBy?.email || '–'],
    holdout && ['Holdout', holdout.name],
    statsConfig && [
      'Statistics',
      `${statsConfig.method === 'BAYESIAN' ? 'Bayesian' : 'Frequentist'}, ${share(statsConfig.confidenceLevel)}`,
    ],
  ];
  return facts.filter((fact): fact is Fact => Boolean(fact));
}
