import { GraphQLError } from 'graphql';
import { isEventId } from './event-id.ts';

/** How an `EventSource` that connects again says which event it saw last. */
const HEADER = 'last-event-id';
/** The same for every client, in the `extensions` of its request. */
const EXTENSION = 'lastEventId';

/** A request, as far as it says after which event a subscription continues. */
export interface Resuming {
  readonly request?: { readonly headers: Pick<Headers, 'get'> };
  readonly params?: { readonly extensions?: Readonly<Record<string, unknown>> | null };
}

/**
 * The id of the event after which a subscription continues; undefined when it begins anew. The header counts before the
 * extension, which an `EventSource` sends again as it was at first.
 * @returns GraphQLError BAD_USER_INPUT for what cannot be the id of an event
 */
export function lastEventIdOf({ request, params }: Resuming): string | GraphQLError | undefined {
  const header = request?.headers.get(HEADER) ?? undefined;
  if (header !== undefined && header !== '') return checked(header, 'Last-Event-ID');
  const extension = params?.extensions?.[EXTENSION] ?? undefined;
  return extension === undefined ? undefined : checked(extension, `extensions.${EXTENSION}`);
}

function checked(id: unknown, argument: string): string | GraphQLError {
  if (typeof id === 'string' && isEventId(id)) return id;
  return new GraphQLError(
    `\`${argument}\` is not the id of an event: send the \`extensions.event.id\` of the last one, or nothing to begin anew.`,
    { extensions: { code: 'BAD_USER_INPUT', argument } },
  );
}
