import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { takeWholeLines } from '../../src/workers/whole-lines.ts';

/** The lines that are passed on for these pieces of a stream. */
async function linesOf(...pieces: readonly (string | Buffer)[]): Promise<readonly string[]> {
  const stream = new PassThrough();
  const lines: string[] = [];
  takeWholeLines(stream, (line) => lines.push(line));
  for (const piece of pieces) stream.write(piece);
  const ended = new Promise((resolve) => stream.once('end', resolve));
  stream.end();
  await ended;
  return lines;
}

describe('the log of a worker', () => {
  it('is passed on in whole lines, however it arrives', async () => {
    expect(await linesOf('{"a":', '1}\n{"b":2}\n{"c"', ':3}\n')).toEqual([
      '{"a":1}\n',
      '{"b":2}\n',
      '{"c":3}\n',
    ]);
  });

  it('has characters whole that arrive in two pieces, and line separators of Unicode inside a line', async () => {
    const bytes = Buffer.from('{"name":"é\u2028ü"}\n');
    expect(await linesOf(bytes.subarray(0, 10), bytes.subarray(10))).toEqual([bytes.toString()]);
  });

  it('ends its last line also when the worker was killed in the middle of it', async () => {
    expect(await linesOf('{"a":1}\n{"b"')).toEqual(['{"a":1}\n', '{"b"\n']);
  });
});
