import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

/** The commands that a Redis gets, while it is watched. */
export interface RedisMonitor {
  /** One line for each command, its words separated by spaces. */
  readonly lines: readonly string[];
  close(): void;
}

/**
 * Watches a Redis by `MONITOR`, over a socket of its own: the client library takes commands that arrive together with the
 * answer to `MONITOR` for answers, which happens when the machine is busy.
 */
export async function monitorRedis(
  port: number,
  password: string | undefined,
): Promise<RedisMonitor> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const lines: string[] = [];
  const begun = Promise.withResolvers<void>();
  let answers = password === undefined ? 1 : 2;
  createInterface({ input: socket }).on('line', (line) => {
    if (answers > 0) {
      answers -= 1;
      if (!line.startsWith('+OK'))
        begun.reject(new Error(`Redis does not let itself be watched: ${line}`));
      else if (answers === 0) begun.resolve();
      return;
    }
    lines.push(wordsOf(line).join(' '));
  });
  if (password !== undefined) socket.write(`AUTH "${password}"\r\n`);
  socket.write('MONITOR\r\n');
  await begun.promise;
  return { lines, close: () => void socket.destroy() };
}

/** The words of `+1795995193.1 [0 127.0.0.1:59382] "set" "key" "value"`. */
const wordsOf = (line: string): string[] =>
  Array.from(line.matchAll(/"((?:[^"\\]|\\.)*)"/g), ([, word = '']) =>
    word.replaceAll(/\\(x[\da-f]{2}|.)/g, (_, escaped: string) =>
      escaped.length === 3
        ? String.fromCodePoint(Number.parseInt(escaped.slice(1), 16))
        : (CONTROLS[escaped] ?? escaped),
    ),
  );

const CONTROLS: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\u0007',
  b: '\b',
};
