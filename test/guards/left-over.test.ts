import { afterEach, beforeEach, expect, it } from 'vitest';
import type { GraphClient } from '../../src/graph-client/graph-client.ts';
import { checkGuards } from '../../src/guards/check-guards.ts';
import { recordsIn } from '../../src/guards/records/record.ts';
import { asColleague, injectFault } from '../support/sandbox-control.ts';
import { guardsOf, makeTruth, startGuarded, type Guarded } from './support/guarded.ts';

const GUARD = { name: 'Onboarding must not fall', metric: 'Onboarding finished', action: 'PAUSE' };

let guarded: Guarded;
let id: number;
let guards: Awaited<ReturnType<typeof guardsOf>>;

/** An experiment whose guard fires in the next round. */
beforeEach(async () => {
  guarded = await startGuarded();
  guards = await guardsOf(guarded, 'onboarding-checklist', [GUARD]);
  id = guards[0]?.posthogId ?? 0;
  await makeTruth(guarded, id, { story: 'loser', daily_exposures: 9_000 });
  await guarded.advance('2d');
});
afterEach(() => guarded[Symbol.asyncDispose]());

/** A client of which PostHog's answers to changes are lost, whether these are made or not. */
const losing = (areMade: boolean): GraphClient => ({
  calls: 0,
  read: (...operation) => guarded.client.read(...operation),
  write: async (...operation) => {
    if (areMade) await guarded.client.write(...operation);
    throw new Error('The connection was closed.');
  },
});
const withoutAnswer = (areMade = false) => guarded.round(guards, { client: losing(areMade) });

/** A round in which the guard acts, and whose report fails. */
const withoutReport = () =>
  expect(
    checkGuards({
      ...guarded,
      guards,
      now: () => guarded.graph.sandbox.now(),
      mayAct: () => Promise.resolve(true),
      report: () => Promise.reject(new Error('The disk is full.')),
    }),
  ).rejects.toThrow('full');

const deleteExperiment = () =>
  asColleague(guarded.graph.sandbox, 'PATCH', `experiments/${id}/`, { deleted: true });

const outcomes = () => guarded.reported.map(({ outcome }) => outcome);

it('reports a firing as it was stored when its guard was taken out of the files before the report', async () => {
  await withoutReport();
  const { firings } = await guarded.round([]);
  await guarded.round([]);
  expect(firings).toMatchObject([{ outcome: 'DONE', posthogId: id }]);
  expect(outcomes()).toEqual(['DONE']);
  expect(String((await guarded.experiment(id))['conclusion_comment'])).toContain(GUARD.name);
});

it('reports a firing as it was stored when its experiment was deleted before the report', async () => {
  await withoutReport();
  await deleteExperiment();
  await guarded.round(guards);
  await guarded.round(guards);
  expect(outcomes()).toEqual(['DONE']);
});

it('finds out by reading the experiment what became of the change of a guard that was taken out of the files', async () => {
  await withoutAnswer(true);
  await guarded.round([]);
  expect(outcomes()).toEqual(['ALREADY_DONE']);
});

it.each([true, false])(
  'reports a firing without an outcome as uncertain, two minutes after it, when its experiment was deleted, while a file has its guard: %s',
  async (hasGuard) => {
    await withoutAnswer();
    await deleteExperiment();
    const left = hasGuard ? guards : [];
    await guarded.round(left);
    expect(outcomes()).toEqual([]);
    await guarded.advance('3m');
    await guarded.round(left);
    await guarded.round(left);
    expect(outcomes()).toEqual(['UNCERTAIN']);
    expect(guarded.reported[0]?.note).toContain('was deleted');
  },
);

it('waits with a firing of a guard that was taken out of the files until its experiment can be read', async () => {
  await withoutAnswer();
  await guarded.advance('3m');
  await injectFault(guarded.graph.sandbox, `experiments/${id}/`, { status: 500, times: 20 });
  await guarded.round([]);
  expect(outcomes()).toEqual([]);
  expect(await recordsIn(guarded.state).keys()).toHaveLength(1);
});

it('asks PostHog nothing about experiments that nothing guards once their firings are reported', async () => {
  await guarded.round(guards);
  expect(outcomes()).toEqual(['DONE']);
  guarded.graph.sandbox.clearRequests();
  await guarded.round([]);
  expect(guarded.graph.sandbox.requests()).toEqual([]);
});
