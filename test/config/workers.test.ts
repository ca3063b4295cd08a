import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { readConfigBesideServer } from '../../src/cli/beside-server.ts';
import { readConfig } from '../../src/config/config.ts';
import { problemsOf } from './problems-of.ts';

const REDIS_URL = 'redis://127.0.0.1:6379';
const WITHOUT_REDIS =
  'WORKERS is more than 1, or auto, and REDIS_URL is not set: processes that share nothing would each spend the whole budget of a key, and answer with what another one has changed. Set REDIS_URL, or leave WORKERS out.';

describe('WORKERS', () => {
  it('is 1 unless it is set', () => {
    expect(readConfig({}).workers).toBe(1);
    expect(readConfig({ WORKERS: '1' }).workers).toBe(1);
  });

  it('is a number, or auto for one process on each core', () => {
    expect(readConfig({ WORKERS: '3', REDIS_URL }).workers).toBe(3);
    expect(readConfig({ WORKERS: 'auto', REDIS_URL }).workers).toBe(availableParallelism());
  });

  it.each(['0', '-1', '1.5', '65', 'all', 'AUTO'])('cannot be %s', (WORKERS) => {
    expect(problemsOf({ WORKERS })).toEqual([
      'WORKERS must be auto, or a whole number from 1 to 64.',
    ]);
  });

  it.each(['2', 'auto'])('cannot be %s without REDIS_URL, on any machine', (WORKERS) => {
    expect(problemsOf({ WORKERS })).toEqual([WITHOUT_REDIS]);
  });

  it('says nothing of Redis where REDIS_URL is wrong, which has a sentence of its own', () => {
    const problems = problemsOf({ WORKERS: '2', REDIS_URL: 'http://127.0.0.1' });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^REDIS_URL must be /);
  });

  it('is of no concern to commands that run beside a server with its settings', () => {
    expect(readConfigBesideServer({ WORKERS: '2' }).workers).toBe(2);
  });
});
