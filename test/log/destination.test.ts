import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { MAX_WAITING_BYTES, openLogDestination } from '../../src/log/destination.ts';

/** A reader that takes nothing until it is let. */
function stuckReader() {
  const lines: string[] = [];
  let release: (() => void) | undefined;
  let isReading = false;
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      if (isReading) done();
      else release = done;
    },
  });
  return {
    stream,
    lines,
    read() {
      isReading = true;
      release?.();
    },
  };
}

const line = `${'x'.repeat(99_999)}\n`;

describe('the destination of the log', () => {
  it('drops what its reader does not take, and says how much once it reads again', async () => {
    const reader = stuckReader();
    const { stream, lines } = reader;
    const destination = openLogDestination(() => stream);
    for (let i = 0; i < 100; i++) destination.write(line);
    expect(stream.writableLength).toBe(MAX_WAITING_BYTES);
    reader.read();
    expect(await destination.flushed(60_000)).toBe(true);
    expect(lines.filter((text) => text === line)).toHaveLength(MAX_WAITING_BYTES / line.length);
    await expect.poll(() => lines.at(-1)).toContain('"lines":60,"msg":"log lines were dropped');
    destination.write('next\n');
    expect(lines.at(-1)).toBe('next\n');
    expect(destination.dropped).toBe(60);
  });

  it('does not wait at exit for a reader that never reads', async () => {
    const destination = openLogDestination(() => stuckReader().stream);
    destination.write(line);
    expect(await destination.flushed(1)).toBe(false);
  });

  it('goes on with another stream after one has failed', async () => {
    const broken = new Writable({
      write: (_chunk, _encoding, done) => {
        done(new Error('ENOSPC'));
      },
    });
    const whole = new PassThrough();
    const streams = [broken, whole];
    let opened = 0;
    const destination = openLogDestination(() => streams[opened++]!);
    destination.write('lost\n');
    await expect.poll(() => opened).toBe(2);
    destination.write('seen\n');
    expect(String(whole.read())).toBe('seen\n');
    expect(await destination.flushed(60_000)).toBe(true);
  });
});
