import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';

it('passes, and leaves an unhandled rejection', async () => {
  void Promise.reject(new Error('nobody listens'));
  expect(await sleep(1, 'passed')).toBe('passed');
});
