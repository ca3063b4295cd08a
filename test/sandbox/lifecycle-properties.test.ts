import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apiOf } from './support/api.ts';
import type { Answer, Api, Experiment } from './support/api.ts';
import { useCheckedSandbox } from './support/checked-sandbox.ts';
import { ACTIONS, predict, stateOf, statusOf } from './support/lifecycle-model.ts';
import type { Action, LifecycleState } from './support/lifecycle-model.ts';

const CALLS = 200;
/** Every experiment of the seed's main project is among these ids. */
const EXPERIMENTS = 30;

const sandbox = useCheckedSandbox({ now: '2026-11-21T10:00:00Z' });

interface Step {
  id: number;
  action: Action;
  /** Minutes that pass first. */
  minutes: number;
  /** Which variant is shipped, counted round. */
  variant: number;
  toEveryone: boolean;
}

/** Few experiments at a time, so that 200 calls lead each of them through many states. */
const sequences = fc
  .uniqueArray(fc.integer({ min: 1, max: EXPERIMENTS }), { minLength: 1, maxLength: 6 })
  .chain((ids) =>
    fc.array(
      fc.record<Step>({
        id: fc.constantFrom(...ids),
        action: fc.constantFrom(...ACTIONS),
        minutes: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 3_000 })),
        variant: fc.nat(3),
        toEveryone: fc.boolean(),
      }),
      { minLength: CALLS, maxLength: CALLS },
    ),
  );

function act(
  api: Api,
  { id, action, variant, toEveryone }: Step,
  keys: string[],
): Promise<Answer<Experiment>> {
  const path = `experiments/${id}/`;
  const patches: Partial<Record<Action, object>> = {
    delete: { deleted: true },
    restore: { deleted: false },
    reopen: { end_date: null },
  };
  const patch = patches[action];
  if (patch) return api.patch(path, patch);
  switch (action) {
    case 'ship':
      return api.post(`${path}ship_variant/`, {
        variant_key: keys[variant % keys.length],
        release_to_everyone: toEveryone,
      });
    case 'freeze':
    case 'unfreeze':
      return api.post(`${path}${action}_exposure/`);
    case 'archive and disable':
      return api.post(`${path}archive/`, { disable_feature_flag: true });
    default:
      return api.post(`${path}${action}/`, {});
  }
}

/** Reads an experiment whole; a deleted one through a restore that is taken back. */
async function read(api: Api, id: number): Promise<Experiment> {
  const { status, body } = await api.get<Experiment>(`experiments/${id}/`);
  if (status === 200) return body;
  const restored = await api.patch<Experiment>(`experiments/${id}/`, { deleted: false });
  await api.patch(`experiments/${id}/`, { deleted: true });
  return { ...restored.body, deleted: true };
}

/** An experiment as it was last read, and what the rules say of it since. */
interface Known {
  state: LifecycleState;
  variants: string[];
}

async function know(api: Api, id: number): Promise<Known> {
  const experiment = await read(api, id);
  const variants = experiment.parameters?.feature_flag_variants?.map(({ key }) => key) ?? [];
  return { state: stateOf(experiment), variants };
}

/** What the rules say and the server did not do; empty when they agree. */
async function disagreements(api: Api, steps: readonly Step[]): Promise<string[]> {
  const known = new Map<number, Known>();
  const found: string[] = [];
  for (const [index, step] of steps.entries()) {
    if (step.minutes > 0) sandbox().setClock({ advance: `${step.minutes}m` });
    const { state, variants } = known.get(step.id) ?? (await know(api, step.id));
    const expected = predict(state, step.action);
    const answer = await act(api, step, variants);
    const accepted = answer.status === 200 ? stateOf(answer.body) : undefined;
    const after = accepted ?? (await know(api, step.id)).state;
    known.set(step.id, { state: after, variants });
    const told = JSON.stringify({ step, state, answer: [answer.status, answer.body], after });
    if (answer.status !== expected.status) found.push(`call ${index}, status: ${told}`);
    if (JSON.stringify(after) !== JSON.stringify(expected.after))
      found.push(`call ${index}, state: ${told}`);
    if (accepted && answer.body.status !== statusOf(after))
      found.push(`call ${index}, said: ${told}`);
  }
  return found;
}

describe('any 200 lifecycle calls on any experiments', () => {
  it('are answered as the rules say and leave only states that the status table knows', async () => {
    await fc.assert(
      fc.asyncProperty(sequences, async (steps) => {
        sandbox().reset();
        const api = apiOf(sandbox());
        expect(await disagreements(api, steps)).toEqual([]);
        // Answers that break the contract, and errors inside the sandbox, which clients see as a 500.
        expect(sandbox().violations()).toEqual([]);
      }),
      { numRuns: 5, endOnFailure: true },
    );
  }, 300_000);
});
