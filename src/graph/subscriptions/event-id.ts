import { hash } from 'node:crypto';
import { compareIds } from '../../shared-store/shared-store.ts';
import type { Check } from './topic.ts';

/**
 * The id of an event: where its state is kept, and the id of the state there. The place says whose key and which topic
 * it belongs to, so that an id is never taken for one of another key, topic or process.
 */
const EVENT_ID = /^([\w-]{12})\.(\d{1,15}-\d{1,15})$/;

/** A short name of the place where the states of one topic are kept. */
export function placeOf(stream: string, keptBy: string): string {
  return hash('sha256', `${keptBy} ${stream}`, 'base64url').slice(0, 12);
}

/** @param entry the id of the state in its stream */
export const eventId = (place: string, entry: string): string => `${place}.${entry}`;

/** True for a text that could be the id of an event, of whatever subscription. */
export const isEventId = (text: string): boolean => EVENT_ID.test(text);

/** The id of a state in its stream; undefined when the event is of another place. */
export function entryIn(place: string, id: string): string | undefined {
  const [, found, entry] = EVENT_ID.exec(id) ?? [];
  return found === place ? entry : undefined;
}

interface Dated {
  readonly id: string | undefined;
  readonly check: Pick<Check, 'at'>;
}

/** True when a state was seen before another one: by their ids where both are of one place, else by their checks. */
export function isBefore(one: Dated, other: Dated): boolean {
  const [, place, entry] = EVENT_ID.exec(one.id ?? '') ?? [];
  const [, otherPlace, otherEntry] = EVENT_ID.exec(other.id ?? '') ?? [];
  return entry !== undefined && otherEntry !== undefined && place === otherPlace
    ? compareIds(entry, otherEntry) < 0
    : one.check.at < other.check.at;
}
