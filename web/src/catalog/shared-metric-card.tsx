import { useState } from 'react';
import type { SharedMetricRowFragment } from '../writing/generated/graphql.ts';
import { SharedMetricUsers } from './shared-metric-users.tsx';

interface SharedMetricCardProps {
  readonly metric: SharedMetricRowFragment;
  readonly edit: () => void;
  readonly remove: () => void;
}

/** What a metric is called in a sentence, by its type in the API. */
const kinds: Readonly<Record<string, string>> = {
  MeanMetric: 'Mean',
  FunnelMetric: 'Funnel',
  RatioMetric: 'Ratio',
  RetentionMetric: 'Retention',
  LegacyMetric: 'Legacy',
};

/** A shared metric; which experiments use it is read when somebody wants to know. */
export function SharedMetricCard({ metric, edit, remove }: SharedMetricCardProps) {
  const [isOpen, setOpen] = useState(false);
  const { id, name, description, tags } = metric;
  const { __typename: type = '', goal } = metric.metric ?? {};
  return (
    <li className="card">
      <header>
        <h2>{name}</h2>
        <span className="quiet">
          {kinds[type] ?? 'Of a kind that is not known here'}
          {goal === 'INCREASE' && ' · Higher is better'}
          {goal === 'DECREASE' && ' · Lower is better'}
        </span>
        {tags?.map((tag) => (
          <span key={tag} className="tag">
            {tag}
          </span>
        ))}
      </header>
      {description && <p>{description}</p>}
      <details className="more-fields" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          Experiments that use it<span className="unseen">: {name}</span>
        </summary>
        {isOpen && <SharedMetricUsers id={id} />}
      </details>
      <div className="row">
        <button type="button" className="button" disabled={type === 'LegacyMetric'} onClick={edit}>
          Edit<span className="unseen"> {name}</span> …
        </button>
        <button type="button" className="button" data-kind="grave" onClick={remove}>
          Delete<span className="unseen"> {name}</span> …
        </button>
      </div>
    </li>
  );
}
