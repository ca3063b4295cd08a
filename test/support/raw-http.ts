import { connect, type Socket } from 'node:net';

/** One request as bytes; one that starts with `HEAD` has an answer without a body. */
export type RawRequest = string;

export interface RawAnswer {
  /** 0 when the connection was closed without an answer. */
  readonly status: number;
  /** Headers by lower-case name; the last of repeated ones counts. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Statuses of the interim responses (1xx) before it. */
  readonly interim: readonly number[];
}

const NONE: RawAnswer = { status: 0, headers: {}, body: '', interim: [] };

const open = (port: number): Promise<Socket> => {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const socket = connect({ port, host: '127.0.0.1' }, () => {
    socket.off('error', reject);
    // Errors are visible as missing answers.
    socket.on('error', () => undefined);
    resolve(socket);
  });
  socket.once('error', reject);
  return promise;
};

/** A last request that closes the connection after all earlier ones are answered. */
const LAST = 'GET /health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n';

/**
 * Sends bytes on a new connection, then a request that closes it, and returns all received data.
 * Node drops requests in progress when a client ends the connection, so the connection is ended only
 * after a period without data, when the server waits for the rest of a body or a head.
 * @param patienceMs milliseconds without a byte after which the connection is ended
 */
export async function exchangeBytes(
  port: number,
  bytes: string,
  patienceMs = 5_000,
): Promise<string> {
  const socket = await open(port);
  const { promise, resolve } = Promise.withResolvers<void>();
  let received = '';
  socket.setEncoding('latin1').on('data', (part: string) => (received += part));
  socket.setTimeout(patienceMs, () => socket.end());
  socket.once('close', () => {
    resolve();
  });
  socket.write(bytes + LAST, 'latin1');
  await promise;
  return received;
}

/**
 * Sends requests byte for byte, pipelined on keep-alive connections, and returns an answer for each.
 * A request whose connection is closed has status 0; those behind it are sent again.
 * @param pipelined number of requests sent before waiting for their answers
 */
export async function askRaw(
  port: number,
  requests: readonly RawRequest[],
  pipelined = 1,
): Promise<RawAnswer[]> {
  const answers: RawAnswer[] = [];
  while (answers.length < requests.length) {
    const got = await askOnOne(port, requests.slice(answers.length), pipelined);
    answers.push(...(got.length > 0 ? got : [NONE]));
  }
  return answers;
}

/**
 * Sends one request with exactly these headers, including `Host`, `Origin` and `Sec-Fetch-Site`, which fetch does
 * not allow. Only `host` and `content-length` are added if they are missing.
 */
export async function askWithHeaders(
  url: string,
  method: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): Promise<RawAnswer> {
  const { host, port, pathname, search } = new URL(url);
  const length = body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const lines = Object.entries({ host, ...length, ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const head = [`${method} ${pathname}${search} HTTP/1.1`, ...lines, '\r\n'].join('\r\n');
  const [answer = NONE] = await askRaw(Number(port), [head + body]);
  return answer;
}

async function askOnOne(
  port: number,
  requests: readonly RawRequest[],
  pipelined: number,
): Promise<RawAnswer[]> {
  const socket = await open(port);
  const { promise, resolve } = Promise.withResolvers<void>();
  const answers: RawAnswer[] = [];
  let sent = 0;
  let received = '';
  const send = () => {
    const next = requests.slice(sent, sent + pipelined);
    sent += next.length;
    socket.write(next.join(''), 'latin1');
  };
  socket.setEncoding('latin1').on('data', (part: string) => {
    received += part;
    let at = 0;
    for (;;) {
      const bodiless = requests[answers.length]?.startsWith('HEAD ') ?? false;
      const read = readAnswer(received, at, bodiless);
      if (!read) break;
      answers.push(read.answer);
      at = read.end;
    }
    received = received.slice(at);
    if (answers.length === requests.length) socket.destroy();
    else if (answers.length === sent) send();
  });
  socket.once('close', () => {
    resolve();
  });
  send();
  await promise;
  return answers;
}

/** Parses the answer that starts at a position; undefined while it is incomplete. */
function readAnswer(
  text: string,
  from: number,
  bodiless: boolean,
): { answer: RawAnswer; end: number } | undefined {
  const interim: number[] = [];
  for (let at = from; ;) {
    const head = text.indexOf('\r\n\r\n', at);
    if (head < 0) return undefined;
    const [first = '', ...lines] = text.slice(at, head).split('\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? Number.NaN);
    at = head + 4;
    if (status < 200) {
      interim.push(status);
      continue;
    }
    const headers = Object.fromEntries(
      lines.map((line) => [
        line.slice(0, line.indexOf(':')).toLowerCase(),
        line.slice(line.indexOf(':') + 1).trim(),
      ]),
    );
    const body =
      bodiless || status === 204 || status === 304
        ? { text: '', end: at }
        : readBody(text, at, headers);
    if (!body) return undefined;
    return { answer: { status, headers, body: body.text, interim }, end: body.end };
  }
}

function readBody(
  text: string,
  from: number,
  headers: Readonly<Record<string, string>>,
): { text: string; end: number } | undefined {
  if (headers['transfer-encoding'] === 'chunked') return readChunks(text, from);
  const length = headers['content-length'];
  if (length === undefined) return { text: '', end: from };
  const end = from + Number(length);
  return text.length < end ? undefined : { text: text.slice(from, end), end };
}

function readChunks(text: string, from: number): { text: string; end: number } | undefined {
  let body = '';
  for (let at = from; ;) {
    const line = text.indexOf('\r\n', at);
    if (line < 0) return undefined;
    const size = Number.parseInt(text.slice(at, line), 16);
    const start = line + 2;
    if (size === 0) {
      // An empty line ends the answer, after the trailers if there are any.
      const end = text.startsWith('\r\n', start) ? start : text.indexOf('\r\n\r\n', start) + 2;
      return end < start || text.length < end + 2 ? undefined : { text: body, end: end + 2 };
    }
    if (text.length < start + size + 2) return undefined;
    body += text.slice(start, start + size);
    at = start + size + 2;
  }
}
