import { setTimeout as sleep } from 'node:timers/promises';
import { eventsOf, type StreamEvent } from './event-stream.ts';

const query = (id: string) =>
  `subscription { experimentChanged(id: "${id}") { isFirst changes { field before after } experiment { description } } }`;

export interface Followed {
  readonly events: number;
  readonly connections: number;
  /** Changes whose value before is not the last one seen. */
  readonly gaps: number;
  /** Events whose id had been seen. */
  readonly doubled: number;
  readonly last: string | undefined;
}

/** Listens over server-sent events until the signal aborts; a broken connection is continued with the last id. */
export async function follow(url: string, id: string, signal: AbortSignal): Promise<Followed> {
  let [events, connections, gaps, doubled] = [0, 0, 0, 0];
  let lastEventId: string | undefined;
  let last: string | undefined;
  const seen = new Set<string>();
  const take = ({ id: eventId, payload }: StreamEvent) => {
    const event = payload.data?.experimentChanged as Event | null | undefined;
    if (!event) return;
    if (eventId !== undefined) {
      if (seen.has(eventId)) doubled += 1;
      seen.add(eventId);
      lastEventId = eventId;
    }
    events += 1;
    const change = event.changes.find(({ field }) => field === 'description');
    if (change && last !== undefined && textOf(change.before) !== last) gaps += 1;
    if (!change && last !== undefined && event.experiment.description !== last) gaps += 1;
    last = event.experiment.description;
  };
  while (!signal.aborted) {
    try {
      connections += 1;
      for await (const event of eventsOf(url, query(id), { signal, lastEventId })) take(event);
    } catch {
      // The replica was ended, or the listener is.
    }
    if (!signal.aborted) await sleep(100);
  }
  return { events, connections, gaps, doubled, last };
}

interface Event {
  readonly changes: readonly { readonly field: string; readonly before: unknown }[];
  readonly experiment: { readonly description: string };
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
