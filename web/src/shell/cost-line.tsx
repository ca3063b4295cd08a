import { useReactiveVar } from '@apollo/client/react';
import { plural } from '../format.ts';
import { costVar } from '../graph/cost.ts';

/** What these pages have asked of PostHog since they were opened. */
export function CostLine() {
  const { answers, calls, minuteRemaining } = useReactiveVar(costVar);
  return (
    <p>
      {plural(calls, 'PostHog call')} behind {plural(answers, 'answer')}
      {minuteRemaining !== undefined && ` · ${plural(minuteRemaining, 'call')} left this minute`}
    </p>
  );
}
