import { describe, expect, it } from 'vitest';
import { compareFigure } from '../../bench/compare/estimates.ts';
import type { ComparisonFile, Row } from '../../bench/compare/rows.ts';
import { tablesOf } from '../../bench/compare/tables.ts';

const row = (round: number, side: 'a' | 'b', figures: Partial<Row>): Row => ({
  scenario: 's1',
  mode: 'cold',
  round,
  side,
  ...figures,
});
const file = (rows: readonly Row[], more: Partial<ComparisonFile> = {}): ComparisonFile => ({
  comparison: {
    date: '2026-11-30T08:00:00.000Z',
    node: 'v24.21.0',
    rounds: 3,
    seconds: 2,
    a: '9032c8ef',
    b: 'working tree METRICS_PORT=0',
  },
  rows,
  failures: [],
  ...more,
});

/** The machine is twice as slow in the second round, which both sides see. */
const rows = [100, 200, 101].flatMap((cpu, index) => [
  row(index + 1, 'a', { cpu }),
  row(index + 1, 'b', { cpu: cpu * 0.8 }),
  row(index + 1, 'b', { cpu: cpu * 0.8 }),
  row(index + 1, 'a', { cpu }),
]);

describe('the comparison of two revisions', () => {
  it('takes ratios inside a round, so that a machine that becomes slower changes none', () => {
    const [compared] = compareFigure(rows, 'cpu');
    expect(compared?.estimate.ratio).toBeCloseTo(0.8, 10);
    expect(compared?.estimate.isSignificant).toBe(true);
    expect(compared?.estimate.rounds).toBe(3);
  });

  it('leaves out rounds in which a side has no figure, and figures of zero', () => {
    const [compared] = compareFigure([...rows, row(4, 'a', { cpu: 900 })], 'cpu');
    expect(compared?.estimate.rounds).toBe(3);
    const none = [row(1, 'a', { calls: 0 }), row(1, 'b', { calls: 0 })];
    expect(compareFigure(none, 'calls')).toEqual([]);
  });

  it('has separate tables for time and memory, and marks what is significant', () => {
    const memory = [row(1, 'a', { heap: 50, peak: 200 }), row(1, 'b', { heap: 60, peak: 200 })];
    const text = tablesOf(file([...rows, ...memory]));
    expect(text).toContain('A: 9032c8ef\nB: working tree METRICS_PORT=0');
    const [, time = '', ofMemory = ''] = text.split('| --- | --- | --- |');
    expect(time).toContain(
      '| s1 | cold | CPU µs | 126 | 101 | 0.800 | 0.800 – 0.800 | significant |',
    );
    expect(ofMemory).toContain('| s1 | cold | heap MiB | 50.0 | 60.0 | 1.200 | one round |  |');
    expect(ofMemory).not.toContain('CPU');
  });

  it('says where one side does more work or less, and what could not be compared', () => {
    const work = [
      row(1, 'a', { calls: 20, bytes: 1_000 }),
      row(1, 'b', { calls: 2, bytes: 1_001 }),
    ];
    const failures = [{ scenario: 'agent', mode: 'hot', message: 'A: 404 Not found' }];
    const text = tablesOf(file(work, { failures }));
    expect(text).toContain('| s1 | cold | calls | 20.0 | 2.00 | 0.100 | one round |  |');
    expect(text).not.toContain('bytes');
    expect(text).toContain('Not compared: agent hot: A: 404 Not found');
  });
});
