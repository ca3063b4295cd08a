import { describe, expect, it } from 'vitest';
import {
  readMessage,
  readProgress,
  writeMessage,
  writeProgress,
  type SharedProgress,
} from '../../../src/graph/subscriptions/shared/progress-message.ts';

const progress: SharedProgress = {
  id: '1-0',
  unchanged: 2,
  failures: 0,
  check: { at: new Date(0), pace: 'steady', nextAt: new Date(10_000) },
};

describe('what replicas say about their checks', () => {
  it('is read as it was written, but not by the one that said it', () => {
    expect(readProgress(writeProgress(progress))).toEqual(progress);
    const text = writeMessage('one', { kind: 'checked', progress });
    expect(readMessage('other', text)).toEqual({ kind: 'checked', progress });
    expect(readMessage('one', text)).toBeUndefined();
  });

  const wrong = [
    'null',
    '7',
    '[]',
    'no JSON',
    JSON.stringify({ ...progress, check: null }),
    JSON.stringify({ ...progress, check: { at: 'noon', pace: 'steady', nextAt: null } }),
    JSON.stringify({ ...progress, check: { at: 0, pace: 'steady', nextAt: 1e300 } }),
    JSON.stringify({ ...progress, check: { at: 0, pace: 'sometimes', nextAt: null } }),
    JSON.stringify({ ...progress, unchanged: 'often', check: { at: 0, pace: 'fast', nextAt: 1 } }),
  ];
  it.each(wrong)('is ignored when it is something else: %s', (text) => {
    expect(readProgress(text)).toBeUndefined();
    expect(readMessage('other', text)).toBeUndefined();
    const message = JSON.stringify({ from: 'one', kind: 'checked', progress: text });
    expect(readMessage('other', message)).toBeUndefined();
  });
});
