import { LRUCache } from 'lru-cache';

/** In which form an operation is answered: one result, a result in parts (`@defer`, `@stream`), or a stream of events. */
export type Delivery = 'single' | 'incremental' | 'events';

const JSON_TYPES = ['application/graphql-response+json', 'application/json'] as const;
const EVENT_STREAM = ['text/event-stream'] as const;
const MULTIPART = ['multipart/mixed'] as const;

export type MediaType =
  (typeof JSON_TYPES)[number] | (typeof EVENT_STREAM)[number] | (typeof MULTIPART)[number];

/** The media types a delivery can be sent as, the preferred one last, in groups as Yoga's result processors have them. */
const groups: Readonly<Record<Delivery, readonly (readonly MediaType[])[]>> = {
  single: [EVENT_STREAM, MULTIPART, JSON_TYPES],
  incremental: [EVENT_STREAM, MULTIPART],
  events: [EVENT_STREAM],
};

/** The media types a delivery can be sent as. */
export const typesFor = (delivery: Delivery): readonly MediaType[] =>
  groups[delivery].flat().toReversed();

/**
 * The media type an answer is sent as, chosen exactly as Yoga chooses it after execution, so that it is
 * known before. Quality values are ignored; types in another charset than UTF-8 do not count.
 * @param accept the header `Accept`; null or empty takes everything
 * @returns undefined when the header takes none of the types this delivery can be sent as
 */
export function acceptedType(
  accept: string | null | undefined,
  delivery: Delivery,
): MediaType | undefined {
  const header = accept || '*/*';
  if (header.length > MAX_REMEMBERED_LENGTH) return choose(header, delivery);
  const name = `${delivery} ${header}`;
  let chosen = remembered.get(name);
  if (chosen === undefined) remembered.set(name, (chosen = choose(header, delivery) ?? NONE));
  return chosen === NONE ? undefined : chosen;
}

const NONE = 'none';
/** Clients send the same few headers with every request. */
const remembered = new LRUCache<string, MediaType | typeof NONE>({ max: 200 });
/** Longer headers are read each time: only an attacker sends them. */
const MAX_REMEMBERED_LENGTH = 200;

function choose(accept: string, delivery: Delivery): MediaType | undefined {
  const ranges = rangesOf(accept);
  let chosen: MediaType | undefined;
  for (const types of groups[delivery]) {
    for (const range of ranges) {
      for (const type of types) if (matches(type, range)) chosen = type;
    }
  }
  return chosen;
}

/** True for a type that carries one JSON document. */
export const isSingleJson = (type: MediaType): type is (typeof JSON_TYPES)[number] =>
  type === JSON_TYPES[0] || type === JSON_TYPES[1];

/** The media ranges of an `Accept` header, the first one last. */
function rangesOf(accept: string): string[] {
  const ranges: string[] = [];
  for (const item of accept.replaceAll(/\s/g, '').toLowerCase().split(',')) {
    const [range = '', ...parameters] = item.split(';');
    const charset = parameters.find((parameter) => parameter.includes('charset='));
    if (charset === undefined || charset === 'charset=utf-8') ranges.push(range);
  }
  return ranges.toReversed();
}

function matches(type: MediaType, range: string): boolean {
  const [top, sub] = type.split('/');
  const [wantedTop, wantedSub] = range.split('/');
  return (wantedTop === '*' || wantedTop === top) && (wantedSub === '*' || wantedSub === sub);
}
