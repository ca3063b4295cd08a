/** In which form an operation is answered: one result, a result in parts (`@defer`, `@stream`), or a stream of events. */
export type Delivery = 'single' | 'incremental' | 'events';

/** The parameter by which a multipart media type says what its parts are. */
export type Spec = 'deferSpec=20220824' | 'incrementalSpec=v0.2' | 'subscriptionSpec=1.0';

/** One way to send an answer. */
export interface Format {
  readonly type:
    | 'application/json'
    | 'application/graphql-response+json'
    | 'multipart/mixed'
    | 'text/event-stream';
  /** Undefined for types that need no such parameter. */
  readonly spec?: Spec;
}

/** One JSON document, which every client reads. */
export const jsonFormat: Format = { type: 'application/json' };
const graphqlJson: Format = { type: 'application/graphql-response+json' };
const eventStream: Format = { type: 'text/event-stream' };
const defer: Format = { type: 'multipart/mixed', spec: 'deferSpec=20220824' };
const incremental: Format = { type: 'multipart/mixed', spec: 'incrementalSpec=v0.2' };
const incrementalEvents: Format = { type: 'text/event-stream', spec: 'incrementalSpec=v0.2' };
const subscription: Format = { type: 'multipart/mixed', spec: 'subscriptionSpec=1.0' };

/** What an answer can be sent as, in groups of which an earlier one is preferred whatever the client prefers. */
interface Offer {
  readonly formats: readonly Format[];
  /** Whether the client must name the type, because a client that only takes anything does not read it. */
  readonly onlyByName?: true;
}

/** Every delivery's formats. */
export const offers: Readonly<Record<Delivery, readonly Offer[]>> = {
  single: [
    { formats: [jsonFormat, graphqlJson] },
    { formats: [defer, incremental, subscription] },
    { formats: [eventStream, incrementalEvents] },
  ],
  incremental: [
    { formats: [defer, incremental], onlyByName: true },
    { formats: [eventStream, incrementalEvents], onlyByName: true },
    // All of the answer at once.
    { formats: [jsonFormat, graphqlJson] },
    { formats: [defer, eventStream] },
  ],
  events: [{ formats: [eventStream, subscription] }],
};

/** True when a media type without a spec in the `Accept` header means the format with this one. */
export const isMeantByType = (spec: Spec | undefined): boolean =>
  spec === undefined || spec === defer.spec;

/** True for a format that carries one JSON document. */
export const isSingleJson = ({ type }: Format): boolean =>
  type === jsonFormat.type || type === graphqlJson.type;

/** A format as a media type with its parameter. */
export const mediaTypeOf = ({ type, spec }: Format): string => (spec ? `${type};${spec}` : type);

/** The media types a delivery can be sent as, the preferred one first. */
export const typesFor = (delivery: Delivery): readonly string[] => [
  ...new Set(offers[delivery].flatMap(({ formats }) => formats.map(mediaTypeOf))),
];
