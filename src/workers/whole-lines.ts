import type { Readable } from 'node:stream';

/**
 * Passes on a stream line by line. Several processes that write to one pipe would mix their lines: the system writes only
 * short pieces as a whole.
 * @param take receives each line with the line break at its end
 */
export function takeWholeLines(stream: Readable, take: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(`${line}\n`);
  });
  // The last line of a process that was killed may be cut.
  stream.on('end', () => {
    if (rest !== '') take(`${rest}\n`);
  });
}
