import { describe, expect, it } from 'vitest';
import { readOptions } from '../../bench/compare/options.ts';

const read = (...args: string[]) => readOptions(args, ['s1', 'agent']);

describe('the options of a comparison', () => {
  it('compares a revision with the working tree, in every scenario and mode', () => {
    expect(read('9032c8e')).toMatchObject({
      sides: { a: { revision: '9032c8e', env: {} }, b: { revision: undefined, env: {} } },
      scenarios: ['s1', 'agent'],
      modes: ['cold', 'shared', 'hot'],
      measures: ['time', 'memory'],
    });
  });

  it('takes settings for each side, whose values may contain =', () => {
    const options = ['--env-a', 'SPECULATE=off', '--env-b', 'A=b=c', '--env-b', 'EMPTY='];
    expect(read('HEAD', 'HEAD', ...options).sides).toEqual({
      a: { revision: 'HEAD', env: { SPECULATE: 'off' } },
      b: { revision: 'HEAD', env: { A: 'b=c', EMPTY: '' } },
    });
  });

  it.each([
    [[], 'Name one or two revisions'],
    [['HEAD', '--scenarios', 's1,s9'], 'There is no scenario s9; there are s1, agent.'],
    [['HEAD', '--modes', 'warm'], 'There is no mode warm; there are cold, shared, hot.'],
    [['HEAD', '--rounds', '0'], '--rounds must be a whole number from 1 on.'],
    [['HEAD', '--seconds', '1.5'], '--seconds must be a whole number from 1 on.'],
    [['HEAD', '--env-a', 'METRICS_PORT'], 'METRICS_PORT is no setting: write NAME=VALUE.'],
  ])('refuses %j with a sentence', (args, message) => {
    expect(() => read(...args)).toThrow(message);
  });
});
