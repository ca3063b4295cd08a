import { beforeEach, afterEach, describe, expect, it } from 'vitest';
import type { GraphClient } from '../../src/graph-client/graph-client.ts';
import type { WatchState } from '../../src/watch-state/watch-state.ts';
import { guardEvent } from '../../src/watch/guard-event.ts';
import { asColleague, injectFault } from '../support/sandbox-control.ts';
import { clientOf, guardsOf, makeTruth, startGuarded, type Guarded } from './support/guarded.ts';
import { startGraph } from '../support/graph.ts';

const FLAG = 'onboarding-checklist';
const GUARD = { name: 'Onboarding must not fall', metric: 'Onboarding finished', action: 'PAUSE' };

let guarded: Guarded;
let id: number;
let guards: Awaited<ReturnType<typeof guardsOf>>;

/** Makes the experiment harmful, and lets its guard have data that shows it. */
async function harm() {
  await makeTruth(guarded, id, { story: 'loser', daily_exposures: 9_000 });
  await guarded.advance('2d');
}

/** What is written and sent where the experiment was found paused: it is true whoever paused it. */
const FOUND_PAUSED =
  /the guard "Onboarding must not fall" \([\da-f]{8}\) fired, and the experiment was found paused, by this guard or by somebody else\. By "Onboarding finished"/;
const BY_EITHER =
  'PAUSE: it was found done. This was found by reading the experiment; whether this guard or somebody else did it is not known.';
const messages = () => guarded.reported.map((firing) => guardEvent(firing, undefined).message);

const pauses = () => guarded.writes().filter((write) => write.endsWith('/pause/'));
const writeTo = (path: string, body: object, method = 'POST') =>
  asColleague(guarded.graph.sandbox, method, `experiments/${id}/${path}`, { ...body });

/** A state whose collections fail at a step, as if the process ended there. */
function endingAt(state: WatchState, step: 'add' | 'set', afterwards: boolean): WatchState {
  return {
    ...state,
    collection(name, shape) {
      const values = state.collection(name, shape);
      return Object.assign(Object.create(values) as typeof values, {
        get: values.get.bind(values),
        entries: values.entries.bind(values),
        keys: values.keys.bind(values),
        delete: values.delete.bind(values),
        add: values.add.bind(values),
        set: values.set.bind(values),
        [step]: async (key: string, value: never) => {
          if (afterwards) await values[step](key, value);
          throw new Error('the process has ended');
        },
      });
    },
  };
}

beforeEach(async () => {
  guarded = await startGuarded();
  guards = await guardsOf(guarded, FLAG, [GUARD]);
  id = guards[0]?.posthogId ?? 0;
});
afterEach(() => guarded[Symbol.asyncDispose]());

describe('a guard that fires', () => {
  it('pauses the experiment once, and writes its reason behind what people wrote', async () => {
    await writeTo('', { conclusion_comment: 'Watch the mobile numbers.' }, 'PATCH');
    await guarded.round(guards);
    expect(guarded.reported).toEqual([]);
    await harm();
    guarded.graph.sandbox.clearRequests();
    const { checks } = await guarded.round(guards);
    await guarded.round(guards);
    expect(checks[0]).toMatchObject({ reason: 'FIRES', action: { type: 'PAUSE' } });
    expect(guarded.writes()).toEqual([`POST experiments/${id}/pause/`, `PATCH experiments/${id}/`]);
    expect(guarded.reported).toHaveLength(1);
    const [firing] = guarded.reported;
    expect(firing).toMatchObject({ outcome: 'DONE', action: 'PAUSE', note: null, posthogId: id });
    const { conclusion_comment: comment, status, conclusion } = await guarded.experiment(id);
    expect({ status, conclusion }).toEqual({ status: 'paused', conclusion: null });
    expect(comment).toMatch(
      /^Watch the mobile numbers\.\n\n2026-05-06T.*: the guard "Onboarding must not fall" \([\da-f]{8}\) paused the experiment\. By "Onboarding finished", "test" is worse by/,
    );
  });

  it('does not fire again in the same run after it was undone, unless it is changed', async () => {
    await harm();
    await guarded.round(guards);
    await writeTo('resume/', {});
    await guarded.advance('3d');
    const { checks } = await guarded.round(guards);
    expect(checks[0]).toMatchObject({ reason: 'FIRED_BEFORE' });
    expect((await guarded.experiment(id))['status']).toBe('running');
    expect(guarded.reported).toHaveLength(1);
    const changed = await guardsOf(guarded, FLAG, [{ ...GUARD, minDays: 2 }]);
    await guarded.round(changed);
    expect(pauses()).toHaveLength(2);
    expect(guarded.reported[1]?.id).not.toBe(guarded.reported[0]?.id);
  });

  it('pauses once when two watchers check it at the same moment', async () => {
    await harm();
    await using other = await startGraph({ over: guarded.graph.sandbox });
    await Promise.all([guarded.round(guards), guarded.round(guards, { client: clientOf(other) })]);
    await guarded.round(guards);
    expect(pauses()).toHaveLength(1);
    expect(new Set(guarded.reported.map((firing) => firing.id)).size).toBe(1);
    const comment = String((await guarded.experiment(id))['conclusion_comment']);
    expect(comment.match(/paused the experiment/g)).toHaveLength(1);
  });

  it('changes nothing without the right to work', async () => {
    await harm();
    guarded.graph.sandbox.clearRequests();
    await guarded.round(guards, { mayAct: () => Promise.resolve(false) });
    expect(guarded.writes()).toEqual([]);
    expect(guarded.reported).toEqual([]);
    await guarded.round(guards);
    expect(pauses()).toHaveLength(1);
  });

  it('stops at the first of several changes, and the others count as done with it', async () => {
    const several = await guardsOf(guarded, FLAG, [
      { ...GUARD, name: 'Notified', action: 'NOTIFY' },
      { ...GUARD, name: 'Paused' },
      { ...GUARD, name: 'Ended', action: 'END' },
    ]);
    await writeTo('', { conclusion_comment: 'Ours.', conclusion: 'inconclusive' }, 'PATCH');
    await harm();
    guarded.graph.sandbox.clearRequests();
    await guarded.round(several);
    await guarded.round(several);
    expect(guarded.writes()).toEqual([`POST experiments/${id}/end/`]);
    const outcomes = guarded.reported.map(({ guard, outcome }) => [guard, outcome]);
    expect(Object.fromEntries(outcomes)).toEqual({
      Notified: 'NOTIFIED',
      Paused: 'DONE_WITH_ANOTHER',
      Ended: 'DONE',
    });
    expect(messages()).toContainEqual(
      expect.stringMatching(
        /PAUSE: it was left out, because another guard acted at the same moment\. The guard "Ended" ended the experiment\.$/,
      ),
    );
    const { conclusion, conclusion_comment: comment } = await guarded.experiment(id);
    expect(conclusion).toBe('inconclusive');
    expect(comment).toMatch(/^Ours\.\n\n.*the guard "Ended" \(.{8}\) ended the experiment\./);
  });

  it('pauses at once where PostHog refuses to end it, and no refused change counts as done by another guard', async () => {
    const several = await guardsOf(guarded, FLAG, [
      { ...GUARD, name: 'Paused' },
      { ...GUARD, name: 'Paused too', minDays: 0 },
      { ...GUARD, name: 'Ended', action: 'END' },
    ]);
    await harm();
    await injectFault(guarded.graph.sandbox, `experiments/${id}/end/`, { status: 403, times: 1 });
    guarded.graph.sandbox.clearRequests();
    await guarded.round(several);
    await guarded.round(several);
    const outcomes = guarded.reported.map(({ guard, outcome }) => [guard, outcome]);
    expect(Object.fromEntries(outcomes)).toEqual({
      Ended: 'REFUSED',
      Paused: 'DONE',
      'Paused too': 'DONE_WITH_ANOTHER',
    });
    expect((await guarded.experiment(id))['status']).toBe('paused');
    expect(guarded.writes()).toEqual([
      `POST experiments/${id}/end/`,
      `POST experiments/${id}/pause/`,
      `PATCH experiments/${id}/`,
    ]);
  });

  it('reports once that PostHog refuses it, and does not try again', async () => {
    const readOnly = clientOf(guarded.graph, 'phx_readonly');
    await harm();
    guarded.graph.sandbox.clearRequests();
    await guarded.round(guards, { client: readOnly });
    await guarded.round(guards, { client: readOnly });
    expect(pauses()).toHaveLength(1);
    expect(guarded.reported).toMatchObject([{ outcome: 'REFUSED' }]);
    expect(guarded.reported[0]?.note).toContain('scope');
  });
});

describe('a watcher that ends while a guard acts', () => {
  it('before it sends the change: the next one sends it, after reading that it was not made', async () => {
    await harm();
    const ending = endingAt(guarded.state, 'add', true);
    await expect(guarded.round(guards, { state: ending })).rejects.toThrow('has ended');
    expect(pauses()).toEqual([]);
    const { checks } = await guarded.round(guards);
    expect(checks[0]?.reason).toBe('SETTLING');
    expect(pauses()).toEqual([]);
    await guarded.advance('3m');
    await guarded.round(guards);
    expect(pauses()).toHaveLength(1);
    expect(guarded.reported).toMatchObject([{ outcome: 'DONE' }]);
  });

  it('after it sent the change: the next one finds it made, and only writes the comment', async () => {
    await harm();
    const ending = endingAt(guarded.state, 'set', false);
    await expect(guarded.round(guards, { state: ending })).rejects.toThrow('has ended');
    expect(pauses()).toHaveLength(1);
    await guarded.round(guards);
    await guarded.round(guards);
    expect(pauses()).toHaveLength(1);
    expect(guarded.reported).toMatchObject([{ outcome: 'ALREADY_DONE' }]);
    expect((await guarded.experiment(id))['conclusion_comment']).toMatch(FOUND_PAUSED);
    expect(messages()).toEqual([expect.stringContaining(BY_EITHER)]);
  });

  it('and somebody pauses the experiment instead: nothing says that the guard did it', async () => {
    await harm();
    const ending = endingAt(guarded.state, 'add', true);
    await expect(guarded.round(guards, { state: ending })).rejects.toThrow('has ended');
    await writeTo('pause/', {});
    guarded.graph.sandbox.clearRequests();
    await guarded.round(guards);
    await guarded.round(guards);
    expect(pauses()).toEqual([]);
    const comment = String((await guarded.experiment(id))['conclusion_comment']);
    expect(comment).toMatch(FOUND_PAUSED);
    expect(comment).not.toContain('paused the experiment');
    expect(messages()).toEqual([expect.stringContaining(BY_EITHER)]);
  });

  it('and somebody changes the experiment meanwhile: it is reported, and not sent again', async () => {
    await harm();
    const ending = endingAt(guarded.state, 'add', true);
    await expect(guarded.round(guards, { state: ending })).rejects.toThrow('has ended');
    await writeTo('pause/', {});
    await writeTo('resume/', {});
    await guarded.advance('3m');
    guarded.graph.sandbox.clearRequests();
    await guarded.round(guards);
    await guarded.round(guards);
    expect(guarded.writes()).toEqual([]);
    expect(guarded.reported).toMatchObject([{ outcome: 'UNCERTAIN' }]);
  });
});

describe('a change whose answer is lost', () => {
  /** A client whose changes are not answered. */
  const losing = (): GraphClient => ({
    calls: 0,
    read: (...operation) => guarded.client.read(...operation),
    write: () => Promise.reject(new Error('The connection was closed.')),
  });

  it('is not sent again, and counts as done once the experiment shows it', async () => {
    await harm();
    await injectFault(guarded.graph.sandbox, `experiments/${id}/pause/`, { cut: true, times: 1 });
    await guarded.round(guards);
    await guarded.round(guards);
    await guarded.round(guards);
    expect(pauses()).toHaveLength(1);
    expect((await guarded.experiment(id))['status']).toBe('paused');
    expect(guarded.reported).toHaveLength(1);
    expect(['DONE', 'ALREADY_DONE']).toContain(guarded.reported[0]?.outcome);
  });

  it('is waited for two minutes, in which PostHog may still make it, before it is reported as uncertain', async () => {
    await harm();
    await guarded.round(guards, { client: losing() });
    const { checks } = await guarded.round(guards);
    expect(checks[0]?.reason).toBe('SETTLING');
    expect(guarded.reported).toEqual([]);
    await guarded.advance('3m');
    guarded.graph.sandbox.clearRequests();
    await guarded.round(guards);
    await guarded.round(guards);
    expect(guarded.writes()).toEqual([]);
    expect(guarded.reported).toMatchObject([{ outcome: 'UNCERTAIN' }]);
  });

  it('holds back the other guards for two minutes also where a wrong clock dated it ten hours later than now', async () => {
    const ahead = () => new Date(guarded.graph.sandbox.now().getTime() + 10 * 3_600_000);
    const changed = await guardsOf(guarded, FLAG, [{ ...GUARD, minDays: 2 }]);
    await harm();
    await guarded.round(guards, { client: losing(), now: ahead });
    const waiting = await guarded.round(guards);
    await guarded.advance('1m');
    await guarded.round(changed);
    expect(waiting.checks[0]?.reason).toBe('SETTLING');
    expect(guarded.reported).toEqual([]);
    expect(pauses()).toEqual([]);
    await guarded.advance('2m');
    await guarded.round(changed);
    expect(guarded.reported.map(({ outcome }) => outcome).toSorted()).toEqual([
      'DONE',
      'UNCERTAIN',
    ]);
    expect(pauses()).toHaveLength(1);
  });

  it('counts as done when PostHog makes it after the answer was lost', async () => {
    await harm();
    await guarded.round(guards, { client: losing() });
    await guarded.round(guards);
    await writeTo('pause/', {});
    await guarded.round(guards);
    expect(guarded.reported).toMatchObject([{ outcome: 'ALREADY_DONE' }]);
  });

  it('is made in the next round when PostHog certainly did not make it', async () => {
    await harm();
    await injectFault(guarded.graph.sandbox, `experiments/${id}/pause/`, {
      status: 429,
      retry_after: 1,
      times: 1,
    });
    const { problems } = await guarded.round(guards);
    expect(problems[0]).toContain('could not act on Guided onboarding checklist');
    expect(guarded.reported).toEqual([]);
    await guarded.advance('2m');
    await guarded.round(guards);
    expect(guarded.reported).toMatchObject([{ outcome: 'DONE' }]);
  });
});
