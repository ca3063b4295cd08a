import { useQuery } from '@apollo/client/react';
import { number } from '../format.ts';
import { StatsDocument } from './documents.ts';

/** The project in three figures; left out when they cannot be read, as the list stands without them. */
export function Stats() {
  const { data } = useQuery(StatsDocument, { fetchPolicy: 'cache-and-network' });
  const stats = data?.experimentStats;
  if (!stats) return null;
  const figures: readonly (readonly [string, number | null])[] = [
    ['Active', stats.activeExperiments],
    ['Launched in 30 days', stats.launchedLast30Days],
    ['Ended in 30 days', stats.completedLast30Days],
  ];
  return (
    <dl className="figures">
      {figures.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{number(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
