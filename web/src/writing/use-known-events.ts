import { useQuery } from '@apollo/client/react';
import { useMemo } from 'react';
import { EarlierEventsDocument, SharedMetricEventsDocument } from './event-documents.ts';

/**
 * The names of events that metrics of this project use, in alphabetical order: of the first hundred shared metrics, and
 * of the newest 25 experiments where PostHog says so. The API of experiments has no list of all events. What cannot be
 * read is left out: these are suggestions only.
 * @param isWanted reads them, once for all fields
 */
export function useKnownEvents(isWanted: boolean): readonly string[] {
  const options = { skip: !isWanted, errorPolicy: 'all' } as const;
  const { data: shared } = useQuery(SharedMetricEventsDocument, options);
  const { data: earlier } = useQuery(EarlierEventsDocument, options);
  return useMemo(() => {
    const context = earlier?.experimentSetupContext;
    const names = [
      ...(shared?.savedMetrics?.nodes ?? []).flatMap((node) => eventsOf(node?.metric?.raw)),
      ...(context?.previousExperiments?.data?.experiments ?? []).flatMap(
        ({ primaryMetricEvents, customExposureEvent }) => [
          ...(primaryMetricEvents ?? []),
          customExposureEvent,
        ],
      ),
      ...(context?.sharedMetrics?.data?.metrics ?? []).flatMap(({ events }) => events ?? []),
    ].filter((name) => name != null && name !== '');
    return [...new Set(names as string[])].toSorted((one, other) => one.localeCompare(other, 'en'));
  }, [shared, earlier]);
}

/** The events in a metric as PostHog stores it, however deep they are. */
function eventsOf(raw: unknown): readonly string[] {
  if (typeof raw !== 'object' || raw === null) return [];
  const { kind, event } = raw as { readonly kind?: unknown; readonly event?: unknown };
  const own = kind === 'EventsNode' && typeof event === 'string' ? [event] : [];
  return [...own, ...Object.values(raw).flatMap(eventsOf)];
}
