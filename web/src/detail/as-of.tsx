import { ago, timeOfDay } from '../format.ts';
import type { StaleReason } from './generated/graphql.ts';
import { staleWords } from './stale-words.ts';
import { useNow } from '../live/use-now.ts';

interface AsOfProps {
  /** When PostHog gave what is shown, ISO 8601. */
  readonly moment: string;
  readonly reason: StaleReason | undefined;
}

/** How old what is shown is, and why it could not be read again. */
export function AsOf({ moment, reason }: AsOfProps) {
  const now = useNow();
  return (
    <p className="as-of" role="status">
      As of {timeOfDay(new Date(moment))}, {ago(moment, now)}.{reason && ` ${staleWords[reason]}`}
    </p>
  );
}
