export interface StreamOptions {
  readonly signal: AbortSignal;
  /** The id of the last event that was received, to continue after it. */
  readonly lastEventId?: string | undefined;
}

/** One result of a subscription. */
export interface StreamEvent {
  readonly id: string | undefined;
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly payload: { readonly data?: any; readonly errors?: readonly any[] };
}

/**
 * The results of a subscription over server-sent events, until the server ends the stream.
 * @throws when the connection breaks, the answer is not 200, or the signal aborts
 */
export async function* eventsOf(
  url: string,
  query: string,
  { signal, lastEventId }: StreamOptions,
): AsyncGenerator<StreamEvent, void> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: 'Bearer phx_sandbox',
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    },
    body: JSON.stringify({ query }),
    signal,
  });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const event = resultIn(text.slice(0, end));
      text = text.slice(end + 2);
      if (event) yield event;
    }
  }
}

function resultIn(text: string): StreamEvent | undefined {
  const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(text)?.[1];
  const data = field('data');
  if (field('event') !== 'next' || data === undefined || data === '') return undefined;
  return { id: field('id'), payload: JSON.parse(data) as StreamEvent['payload'] };
}
