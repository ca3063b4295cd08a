import type { WritePart } from './multipart.ts';

/**
 * Adds the id of a subscription's event as a field of its own to the Server-Sent Event, whose `data` field the JSON ends: an
 * `EventSource` that connects again sends the last one as `Last-Event-ID`.
 */
export const withEventId =
  (write: WritePart): WritePart =>
  (part) => {
    const json = write(part);
    const id = idOf(part);
    // JSON has no line break.
    return id === undefined ? json : `${json}\nid: ${id}`;
  };

function idOf(part: object & { readonly extensions?: unknown }): string | undefined {
  const { event } = (part.extensions ?? {}) as { readonly event?: { readonly id?: string } };
  return event?.id;
}
