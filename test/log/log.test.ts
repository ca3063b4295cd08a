import { describe, expect, it } from 'vitest';
import { createLog } from '../../src/log/log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  const log = createLog({
    level: 'info',
    secrets: ['a-token-of-no-known-form'],
    destination: { write: (line) => lines.push(line) },
  });
  write(log);
  return lines.join('');
}

describe('the log', () => {
  it('keeps keys out wherever they stand', () => {
    const error = new Error('cannot reach Bearer abc123def', {
      cause: new Error('phx_in_a_cause'),
    });
    const text = logged((log) => {
      log.error(
        { err: error, headers: { authorization: 'Bearer phx_in_a_header' } },
        'phx_in_words',
      );
      log.info({ deep: { url: 'https://x.example/?token=a-token-of-no-known-form' } });
    });
    for (const secret of ['abc123def', 'in_a_cause', 'in_a_header', 'in_words', 'no-known-form']) {
      expect(text).not.toContain(secret);
    }
    expect(text).toContain('phx_…');
  });

  it('writes JSON lines with a level by name and the time in ISO form', () => {
    const text = logged((log) => {
      log.info({ port: 4000 }, 'listening');
      log.debug('not at this level');
    });
    expect(text.endsWith('\n')).toBe(true);
    expect(JSON.parse(text)).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.+Z$/) as string,
      port: 4000,
      msg: 'listening',
    });
  });
});
