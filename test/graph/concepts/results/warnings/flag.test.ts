import { describe, expect, it } from 'vitest';
import { asColleague, injectFault } from '../../../../support/sandbox-control.ts';
import { useDryRuns } from './support/dry-runs.ts';

const dryRuns = useDryRuns();
const { rehearse, changeFlag } = dryRuns;

const RUNNING = 21;

/** A copy of a running experiment on the same flag, which runs too. */
async function runningCopy(): Promise<{ readonly id: number; readonly name: string }> {
  const { sandbox } = dryRuns.graph;
  const { id } = await asColleague(sandbox, 'POST', `experiments/${RUNNING}/duplicate/`, {});
  const { name } = await asColleague(sandbox, 'POST', `experiments/${id}/launch/`, {});
  return { id, name };
}

describe('the warnings of a dry run about the flag', () => {
  it.each([
    ['pauseExperiment', {}, 2],
    ['shipVariant', { variantKey: 'annual-only' }, 3],
    ['archiveExperiment', { disableFeatureFlag: true }, 2],
  ])('name other experiments in progress on it before %s', async (field, input, calls) => {
    const copy = await runningCopy();
    if (field === 'archiveExperiment')
      await asColleague(dryRuns.graph.sandbox, 'POST', `experiments/${RUNNING}/end/`, {});
    const answer = await rehearse(field, RUNNING, input);
    const [shared] = (answer.dryRun.warnings as { code: string }[]).filter(
      ({ code }) => code === 'FLAG_SHARED',
    );
    expect(shared).toMatchObject({
      severity: 'SERIOUS',
      message: expect.stringContaining(`"${copy.name}"`),
      evidence: { experiments: [{ posthogId: copy.id, name: copy.name }] },
    });
    expect(answer.calls).toBe(calls);
    expect(answer.extensions['upstream'].predicted).toBeGreaterThanOrEqual(answer.calls);
  });

  it('say nothing of them before an end, which leaves the flag as it is', async () => {
    await runningCopy();
    const { dryRun } = await rehearse('endExperiment', RUNNING);
    expect((dryRun.warnings as { code: string }[]).map(({ code }) => code)).not.toContain(
      'FLAG_SHARED',
    );
  });

  it('say that the others could not be read, with the code', async () => {
    const { sandbox } = dryRuns.graph;
    await injectFault(sandbox, 'experiments/$', { status: 403, times: 5 });
    const { dryRun } = await rehearse('pauseExperiment', RUNNING);
    expect(dryRun.warnings).toEqual([
      expect.objectContaining({
        code: 'EVIDENCE_UNAVAILABLE',
        severity: 'SERIOUS',
        message: expect.stringContaining('Which other experiments use the flag could not be read'),
        evidence: { code: 'FORBIDDEN' },
      }),
    ]);
  });

  it.each([
    [[100, 0, 0], 'SERIOUS', 'there is nothing to compare'],
    [[50, 50, 0], 'CAUTION', 'nothing will be known of them'],
  ])('say before a launch with shares of %j whom nobody gets', async (shares, severity, words) => {
    const { sandbox } = dryRuns.graph;
    await asColleague(sandbox, 'POST', `experiments/${RUNNING}/reset/`, {});
    await changeFlag(RUNNING, ({ multivariate, ...filters }) => ({
      ...filters,
      multivariate: {
        variants: (multivariate as { variants: object[] }).variants.map((variant, index) => ({
          ...variant,
          rollout_percentage: shares[index],
        })),
      },
    }));
    const { dryRun, calls } = await rehearse('launchExperiment', RUNNING);
    expect(dryRun.warnings).toContainEqual(
      expect.objectContaining({
        code: 'EMPTY_VARIANT',
        severity,
        message: expect.stringContaining(words),
        evidence: {
          variants: [
            { key: 'control', rolloutPercentage: shares[0] },
            { key: 'annual-first', rolloutPercentage: shares[1] },
            { key: 'annual-only', rolloutPercentage: shares[2] },
          ],
        },
      }),
    );
    expect(calls).toBe(2);
  });
});
