import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caller } from '../../support/caller.ts';
import { useCheckedSandbox } from '../../support/checked-sandbox.ts';

const CALLS_PER_RUN = 200;
const RUNS = 4;

/** The calls a client can make in any state, with valid and invalid bodies. */
const step = fc.oneof(
  fc
    .constantFrom(
      'launch',
      'pause',
      'resume',
      'reset',
      'freeze_exposure',
      'unfreeze_exposure',
      'unarchive',
    )
    .map((action) => ({ action, body: {} })),
  fc.record({
    action: fc.constant('end'),
    body: fc.record(
      { conclusion: fc.constantFrom('won', 'lost', null, 'odd') },
      { requiredKeys: [] },
    ),
  }),
  fc.record({
    action: fc.constant('archive'),
    body: fc.record({ disable_feature_flag: fc.boolean() }, { requiredKeys: [] }),
  }),
  fc.record({
    action: fc.constant('ship_variant'),
    body: fc.record(
      {
        variant_key: fc.constantFrom('control', 'test', 'ghost'),
        release_to_everyone: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  }),
  fc.record({
    action: fc.constant('patch'),
    body: fc.record(
      {
        start_date: fc.constantFrom('2026-02-01T00:00:00Z', null),
        end_date: fc.constantFrom('2026-03-01T00:00:00Z', null),
        archived: fc.boolean(),
        update_feature_flag_params: fc.boolean(),
        parameters: fc.constantFrom({}, { rollout_percentage: 40 }, { rollout_percentage: 400 }),
      },
      { requiredKeys: [] },
    ),
  }),
);

interface Shown {
  status: string;
  start_date: string | null;
  end_date: string | null;
  feature_flag: { active: boolean; filters: { groups: { exposure_frozen?: boolean }[] } };
}

/** The status table of docs/posthog/experiments.md#status. */
function statusOf({ start_date: start, end_date: end, feature_flag: flag }: Shown): string {
  if (start === null) return 'draft';
  if (end !== null) return 'stopped';
  if (!flag.active) return 'paused';
  const { groups } = flag.filters;
  return groups.length > 0 && groups.every((group) => group.exposure_frozen)
    ? 'exposure_frozen'
    : 'running';
}

const ACCEPTED_FROM: Record<string, readonly string[]> = {
  launch: ['draft'],
  pause: ['running', 'exposure_frozen'],
  resume: ['paused'],
  end: ['running', 'paused', 'exposure_frozen'],
  reset: ['running', 'paused', 'exposure_frozen', 'stopped'],
  freeze_exposure: ['running'],
  unfreeze_exposure: ['exposure_frozen'],
  archive: ['stopped'],
};

/** The violations of the status table by a step. */
function rulesBroken(
  action: string,
  answered: number,
  { before, after }: { before: string; after: Shown },
): string[] {
  const told = `${action} from ${before} to ${after.status}: ${answered}`;
  const allowed = ACCEPTED_FROM[action];
  return [
    answered === 200 || answered === 400,
    after.status === statusOf(after),
    answered !== 200 || !allowed || allowed.includes(before),
    answered !== 400 || after.status === before,
  ].flatMap((holds) => (holds ? [] : [told]));
}

describe('any sequence of lifecycle calls', () => {
  const sandbox = useCheckedSandbox();
  const show = async (path: string): Promise<Shown> =>
    JSON.parse(JSON.stringify(await caller(sandbox()).ok('GET', path)));

  it('follows the status table, and accepts an action only in a state that allows it', async () => {
    const { call, ok } = caller(sandbox());
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: CALLS_PER_RUN, maxLength: CALLS_PER_RUN }),
        async (steps) => {
          sandbox().reset();
          const made = await ok('POST', '/api/projects/1/experiments/', {
            name: 'P',
            feature_flag_key: 'property',
          });
          const path = `/api/projects/1/experiments/${String(made['id'])}/`;
          const broken: string[] = [];
          let status = 'draft';
          for (const { action, body } of steps) {
            const answer =
              action === 'patch'
                ? await call('PATCH', path, body)
                : await call('POST', `${path}${action}/`, body);
            const shown = await show(path);
            broken.push(...rulesBroken(action, answer.status, { before: status, after: shown }));
            status = shown.status;
          }
          expect(broken).toEqual([]);
        },
      ),
      // A failure is reported immediately, because shrinking it would exceed the time limit of the test.
      { numRuns: RUNS, endOnFailure: true },
    );
    expect(sandbox().violations()).toEqual([]);
  }, 180_000);
});
