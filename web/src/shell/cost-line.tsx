import { useReactiveVar } from '@apollo/client/react';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { number, plural } from '../format.ts';
import { costVar, openedPage } from '../graph/cost.ts';

/** What these pages have asked of PostHog since they were opened. */
export function CostLine() {
  const cost = useReactiveVar(costVar);
  const { answers, calls, callsOfPage, minuteRemaining, hourRemaining } = cost;
  const [path] = useLocation();
  useEffect(() => openedPage, [path]);
  return (
    <p>
      {plural(calls, 'PostHog call')} behind {plural(answers, 'answer')}
      {callsOfPage < calls && `, ${number(callsOfPage)} of them by this page`}
      {minuteRemaining !== undefined && ` · ${plural(minuteRemaining, 'call')} left this minute`}
      {hourRemaining !== undefined && `, ${number(hourRemaining)} this hour`}
    </p>
  );
}
