import { setTimeout as sleep } from 'node:timers/promises';

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
  let lastId: string | undefined;
  let last: string | undefined;
  const seen = new Set<string>();
  const take = (text: string) => {
    const eventId = /^id: ?(.*)$/m.exec(text)?.[1];
    const data = /^data: ?(.*)$/m.exec(text)?.[1];
    if (!/^event: ?next$/m.test(text) || data === undefined || data === '') return;
    const payload = (JSON.parse(data) as { data?: { experimentChanged: Event | null } }).data;
    const event = payload?.experimentChanged;
    if (!event) return;
    if (eventId !== undefined) {
      if (seen.has(eventId)) doubled += 1;
      seen.add(eventId);
      lastId = eventId;
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
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'text/event-stream',
          authorization: 'Bearer phx_sandbox',
          ...(lastId !== undefined && { 'last-event-id': lastId }),
        },
        body: JSON.stringify({ query: query(id) }),
        signal,
      });
      let text = '';
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        text += chunk;
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
          take(text.slice(0, end));
          text = text.slice(end + 2);
        }
      }
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
