import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordsIn } from '../../src/guards/records/record.ts';
import { asColleague } from '../support/sandbox-control.ts';
import { guardsOf, makeTruth, startGuarded, type Guarded } from './support/guarded.ts';

const GUARD = {
  name: 'Onboarding must not fall',
  metric: 'Onboarding finished',
  action: 'PAUSE',
  basis: 'FIXED',
};
const HOUR_MS = 3_600_000;

let guarded: Guarded;
let id: number;
let guards: Awaited<ReturnType<typeof guardsOf>>;

const writeTo = (path: string, body: object, method = 'POST') =>
  asColleague(guarded.graph.sandbox, method, `experiments/${id}/${path}`, { ...body });
const pauses = () => guarded.writes().filter((write) => write.endsWith('/pause/')).length;
const reasons = async () => (await guarded.round(guards)).checks.map(({ reason }) => reason);

/** Edits the start date to so many hours after the moment that `from` names. */
async function startAt(from: 'launch' | 'now', hours: number) {
  const { start_date: launch } = await guarded.experiment(id);
  const basis = from === 'now' ? guarded.graph.sandbox.now().getTime() : Date.parse(String(launch));
  await writeTo('', { start_date: new Date(basis + hours * HOUR_MS).toISOString() }, 'PATCH');
}

/** An experiment whose guard has paused it, and that somebody has resumed a day ago. */
beforeEach(async () => {
  guarded = await startGuarded();
  guards = await guardsOf(guarded, 'onboarding-checklist', [GUARD]);
  id = guards[0]?.posthogId ?? 0;
  await makeTruth(guarded, id, { story: 'loser', daily_exposures: 9_000 });
  await guarded.advance('2d');
  await guarded.round(guards);
  await writeTo('resume/', {});
  await guarded.advance('1d');
});
afterEach(() => guarded[Symbol.asyncDispose]());

describe('a guard that has fired and was undone', () => {
  it('does not fire again when somebody moves the start date by an hour', async () => {
    await startAt('launch', 1);
    await guarded.advance('2d');
    expect(await reasons()).toEqual(['FIRED_BEFORE']);
    expect(pauses()).toBe(1);
  });

  it('does not fire again when somebody moves the start date to after its firing', async () => {
    await startAt('now', -12);
    await guarded.advance('3d');
    expect(await reasons()).toEqual(['FIRED_BEFORE']);
    expect(pauses()).toBe(1);
  });

  it('fires again after a reset and a launch between two rounds', async () => {
    await writeTo('reset/', {});
    await writeTo('launch/', {});
    await guarded.advance('3d');
    expect(await reasons()).toEqual(['FIRES']);
    expect(pauses()).toBe(2);
  });

  it('fires again after a reset that was seen, whatever start date the next launch has', async () => {
    const { start_date: launch } = await guarded.experiment(id);
    await writeTo('reset/', {});
    expect(await reasons()).toEqual(['NOT_RUNNING']);
    await writeTo('', { start_date: launch }, 'PATCH');
    await guarded.advance('1d');
    expect(await reasons()).toEqual(['FIRES']);
    expect(pauses()).toBe(2);
  });

  it('counts as fired with a record of an earlier version, which does not have the definition', async () => {
    const records = recordsIn(guarded.state);
    for (const [key, { definition: _, ...record }] of await records.entries())
      await records.set(key, record);
    expect(await reasons()).toEqual(['FIRED_BEFORE']);
    expect(pauses()).toBe(1);
  });
});
