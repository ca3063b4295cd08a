import { describe, expect, it } from 'vitest';
import { useFindings } from './support/findings.ts';

const use = useFindings();
const { ask, found, fail } = use;

describe('a check', () => {
  it('takes the calls of its source and no others, and none for a draft', async () => {
    const running = await ask(15);
    expect([running.calls, running.predicted]).toEqual([5, 9]);
    expect(running.requested.map((path) => path.replace(/^.*experiments/, ''))).toEqual(
      expect.arrayContaining([
        '/15/',
        '/15/metrics_recalculation/latest/',
        '/15/timeseries_results/',
        '/15/activity/',
        '/',
      ]),
    );
    expect((await ask(28)).calls).toBe(1);
    expect((await ask(15, 'category: CLEAN_UP')).calls).toBe(1);
    const one = await ask(15, 'code: FLAG_SHARED');
    expect([one.calls, one.predicted]).toEqual([2, 2]);
  });

  it.each([
    ['activity/', ['FLAG_EDITED_AFTER_START']],
    ['timeseries_results', ['EXPOSURES_STOPPED']],
    [
      'metrics_recalculation',
      ['SAMPLE_RATIO_MISMATCH', 'NO_EXPOSURES', 'METRIC_FAILING', 'VARIANT_KEYS_DIFFER'],
    ],
  ])('that PostHog does not answer is said not to have been made: %s', async (path, codes) => {
    await fail(path);
    const { data, errors } = await use.graph.query(
      '{ experiment(id: "24") { findings { code message remedy unchecked } } }',
    );
    expect(errors).toBeUndefined();
    const [first, ...others] = data['experiment'].findings;
    expect(first).toMatchObject({
      code: 'CHECK_UNAVAILABLE',
      unchecked: expect.arrayContaining(codes),
    });
    expect(first.message).toMatch(/^Some checks could not be made: /);
    const known = others.map(({ code }: { code: string }) => code);
    expect(known).toContain('NO_RUNNING_TIME');
    for (const code of codes) expect(known).not.toContain(code);
  });

  it('of the activity log is not made where the log does not show the flag', async () => {
    use.graph.changes(/\/activity\//, (json) => {
      json['results'] = json['results'].filter(
        ({ scope }: { scope: string }) => scope !== 'FeatureFlag',
      );
    });
    const [unavailable] = await found(15, 'CHECK_UNAVAILABLE');
    expect(unavailable?.unchecked).toEqual(['FLAG_EDITED_AFTER_START']);
    expect(unavailable?.message).toContain('feature_flag:read');
  });

  it('of a value that does not fit is said not to have been made', async () => {
    use.graph.changes(/\/experiments\/\d+\/$/, (json) => {
      json['description'] = { no: 'text' };
    });
    const [unavailable] = await found(15, 'CHECK_UNAVAILABLE');
    expect(unavailable?.unchecked).toEqual(['NO_HYPOTHESIS']);
    expect(unavailable?.message).toContain('description');
  });

  it.each([
    ['2026-11-14T11:40:00Z', 'less than an hour ago'],
    ['2026-11-14T10:30:00Z', '1 hour ago'],
    ['2026-11-14T03:00:00Z', '9 hours ago'],
    ['2026-11-13T00:00:00Z', '1.5 days ago'],
  ])('says how long ago an experiment ended, on its first day in hours: %s', async (end, words) => {
    use.graph.changes(/\/experiments\/\d+\/$/, (json) => {
      json['end_date'] = end;
    });
    const [finding] = await found(18, 'NO_CONCLUSION');
    expect(finding?.message).toBe(`It ended ${words}, and no conclusion is recorded.`);
  });
});
