import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asColleague } from '../support/sandbox-control.ts';
import { guardsOf, makeTruth, startGuarded, type Guarded } from './support/guarded.ts';

const FLAG = 'onboarding-checklist';

let guarded: Guarded;
let id: number;

/** Rounds until the next day has results, with this scheduled end. */
async function scheduled(end: object) {
  const guards = await guardsOf(guarded, FLAG, [], end);
  guarded.graph.sandbox.clearRequests();
  const { checks } = await guarded.round(guards);
  await guarded.round(guards);
  return checks[0];
}

beforeEach(async () => {
  guarded = await startGuarded();
  const [found] = await guardsOf(guarded, FLAG, [], { afterDays: 1 });
  id = found?.posthogId ?? 0;
});
afterEach(() => guarded[Symbol.asyncDispose]());

describe('a scheduled end', () => {
  it('does nothing before its time, and is not of this run if it is before the launch', async () => {
    const before = await scheduled({ at: '2026-05-04T09:30:00Z', action: 'STOP' });
    expect(before).toMatchObject({
      reason: 'NOT_DUE',
      because: expect.stringContaining('2026-05-04T09:30') as string,
    });
    const earlier = await scheduled({ at: '2026-01-01T00:00:00+02:00', action: 'STOP' });
    expect(earlier?.because).toContain('before the launch');
    expect(guarded.writes()).toEqual([]);
    expect(guarded.reported).toEqual([]);
  });

  it('notifies once when the days since the launch are over', async () => {
    expect(await scheduled({ afterDays: 40 })).toMatchObject({ reason: 'FIRES' });
    expect(guarded.writes()).toEqual([]);
    expect(guarded.reported).toMatchObject([{ guard: 'scheduled end', outcome: 'NOTIFIED' }]);
  });

  it('stops the experiment once, keeps the conclusion of the team, and says so in the comment', async () => {
    await asColleague(guarded.graph.sandbox, 'PATCH', `experiments/${id}/`, {
      conclusion_comment: 'Ours.',
      conclusion: 'won',
    });
    await guarded.advance('1h');
    await scheduled({ at: '2026-05-04T09:30:00Z', action: 'STOP' });
    expect(guarded.writes()).toEqual([`POST experiments/${id}/end/`]);
    const { status, conclusion, conclusion_comment: comment } = await guarded.experiment(id);
    expect({ status, conclusion }).toEqual({ status: 'stopped', conclusion: 'won' });
    expect(comment).toMatch(
      /^Ours\.\n\n.*"scheduled end" \(.{8}\) ended the experiment\. Its scheduled end was 2026-05-04T09:30/,
    );
  });

  it('ships the variant that the decision says to ship, and concludes that it won', async () => {
    const check = await scheduled({
      afterDays: 40,
      action: 'SHIP_WINNER',
      fallback: { action: 'STOP' },
    });
    expect(check).toMatchObject({
      reason: 'FIRES',
      action: { type: 'SHIP', variant: 'test', isWinner: true },
      because: expect.stringContaining('The decision is SHIP') as string,
    });
    expect(guarded.writes()).toEqual([`POST experiments/${id}/ship_variant/`]);
    const { conclusion, conclusion_comment: comment } = await guarded.experiment(id);
    expect(conclusion).toBe('won');
    expect(comment).toContain('shipped "test"');
  });

  it('does the fallback without a winner: nothing, a stop, or another variant', async () => {
    await makeTruth(guarded, id, { story: 'undecided' });
    await guarded.advance('2d');
    const check = await scheduled({ afterDays: 40, action: 'SHIP_WINNER' });
    expect(check).toMatchObject({ reason: 'FIRES', action: { type: 'NOTIFY' } });
    expect(guarded.writes()).toEqual([]);
    await scheduled({
      afterDays: 40,
      action: 'SHIP_WINNER',
      fallback: { action: 'SHIP', variant: 'control' },
    });
    expect(guarded.writes()).toEqual([`POST experiments/${id}/ship_variant/`]);
    expect((await guarded.experiment(id))['conclusion']).toBeNull();
  });

  it('does not ship a test variant that does harm, although the fallback names it', async () => {
    await makeTruth(guarded, id, { story: 'loser', daily_exposures: 9_000 });
    await guarded.advance('2d');
    const fallback = { action: 'SHIP', variant: 'test' };
    const check = await scheduled({ afterDays: 40, action: 'SHIP_WINNER', fallback });
    expect(check?.because).toContain('The decision is ROLL_BACK');
    expect(check?.action).toEqual({ type: 'NOTIFY' });
    expect(guarded.writes()).toEqual([]);
  });

  it('waits with shipping while the experiment is paused or results are computed, but stops it', async () => {
    const ship = { afterDays: 40, action: 'SHIP_WINNER' };
    await asColleague(
      guarded.graph.sandbox,
      'POST',
      `experiments/${id}/metrics_recalculation/`,
      {},
    );
    expect(await scheduled(ship)).toMatchObject({ reason: 'RECALCULATING' });
    await asColleague(guarded.graph.sandbox, 'POST', `experiments/${id}/pause/`, {});
    expect(await scheduled(ship)).toMatchObject({ reason: 'NOT_RUNNING' });
    expect(guarded.reported).toEqual([]);
    await scheduled({ afterDays: 40, action: 'STOP' });
    expect(guarded.writes()).toEqual([`POST experiments/${id}/end/`]);
  });
});
