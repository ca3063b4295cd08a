import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { number, share } from '../format.ts';
import { Problem } from '../shell/problem.tsx';
import { EventField } from '../writing/event-field.tsx';
import { BaselineDocument } from './documents.ts';
import type { Plan } from './plan.ts';
import { readBaseline } from './read-baseline.ts';

interface BaselineReaderProps {
  readonly metricType: Plan['metricType'];
  readonly change: (part: Partial<Plan>) => void;
}

/** Reads the value today and the people a day from PostHog, for two events. */
export function BaselineReader({ metricType, change }: BaselineReaderProps) {
  const client = useApolloClient();
  const [target, setTarget] = useState('');
  const [metric, setMetric] = useState('');
  const [state, setState] = useState<{ readonly news?: string; readonly error?: unknown }>({});
  const [isReading, setReading] = useState(false);

  async function read() {
    setReading(true);
    setState({});
    try {
      const { data } = await client.query({
        query: BaselineDocument,
        variables: {
          input: { targetEvent: target.trim() || null, metricEvent: metric.trim() || null },
        },
      });
      const found = readBaseline(data?.experimentSetupContext, metricType);
      change({
        ...(found.type !== undefined && { metricType: found.type }),
        ...(found.baseline !== undefined && { baseline: found.baseline }),
        ...(found.peoplePerDay !== undefined && { peoplePerDay: found.peoplePerDay }),
      });
      setState({ news: newsOf(found) });
    } catch (error) {
      setState({ error });
    }
    setReading(false);
  }

  return (
    <details className="more-fields">
      <summary>Read today’s values from PostHog</summary>
      <div className="row">
        <EventField
          path="plan.targetEvent"
          label="Event of the place"
          hint="Where people would come into the experiment."
          placeholder="pricing_viewed"
          value={target}
          change={setTarget}
        />
        <EventField
          path="plan.metricEvent"
          label="Event of the metric"
          hint="What it counts."
          placeholder="checkout_started"
          value={metric}
          change={setMetric}
        />
      </div>
      <button
        type="button"
        className="button"
        disabled={isReading || (target.trim() === '' && metric.trim() === '')}
        onClick={() => void read()}
      >
        {isReading ? 'Reading …' : 'Read values'}
      </button>
      <p className="hint" role="status">
        {state.news}
      </p>
      {state.error !== undefined && <Problem error={state.error} />}
    </details>
  );
}

function newsOf({ type, baseline, peoplePerDay }: ReturnType<typeof readBaseline>): string {
  const parts = [
    ...(baseline === undefined
      ? []
      : [
          type === 'FUNNEL'
            ? `${share(Number(baseline) / 100)} convert`
            : `${baseline} events per person`,
        ]),
    ...(peoplePerDay === undefined ? [] : [`${number(Number(peoplePerDay))} people a day`]),
  ];
  return parts.length === 0
    ? 'PostHog has no people with these events in the last days.'
    : `Found: ${parts.join(', ')}.`;
}
