// oxlint-disable-next-line typescript/no-explicit-any -- the caller knows what it asked for
type Data = Record<string, any>;

const headers = { 'content-type': 'application/json', authorization: 'Bearer phx_sandbox' };

function readAnswer(answer: { data?: Data | null; errors?: unknown }): Data {
  if (answer.errors !== undefined || !answer.data) throw new Error(JSON.stringify(answer));
  return answer.data;
}

/** Sends one operation as the sandbox's key. @throws Error when the answer has errors */
export async function ask(url: string, query: string, variables?: object): Promise<Data> {
  const body = JSON.stringify({ query, variables });
  const response = await fetch(url, { method: 'POST', headers, body });
  return readAnswer(await response.json());
}

/** The events of a subscription over SSE, until the caller has enough. */
export async function* follow(
  url: string,
  query: string,
  variables?: object,
): AsyncGenerator<Data, void, undefined> {
  const leaving = new AbortController();
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, accept: 'text/event-stream' },
    body: JSON.stringify({ query, variables }),
    signal: leaving.signal,
  });
  if (!response.body) return;
  let text = '';
  try {
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const parts = text.split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) {
        const data = /^data: ?(.+)$/m.exec(part)?.[1];
        if (/^event: ?next$/m.test(part) && data !== undefined) yield readAnswer(JSON.parse(data));
      }
    }
  } finally {
    leaving.abort();
  }
}
