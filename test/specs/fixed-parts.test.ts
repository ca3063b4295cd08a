import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { WireObject } from '../support/sandbox-control.ts';
import { asColleague } from '../support/sandbox-control.ts';
import { directoryOf } from './support/directory.ts';
import { NEW, SpecCommands } from './support/spec-commands.ts';

let commands: SpecCommands;
beforeAll(async () => {
  commands = await SpecCommands.start();
  await asColleague(commands.sandbox, 'POST', 'experiment_holdouts/', {
    name: 'A holdout of the tests',
    filters: [{ properties: [], rollout_percentage: 10 }],
  });
});
afterAll(() => commands.sandbox.close());

/** A directory with the file of an experiment that is to be changed, and of one that is to be created. */
async function directoryWith(status: string, change: (spec: WireObject) => void) {
  const { id } = await commands.byStatus(status);
  const { printed } = await commands.run('pull', String(id));
  const spec = parse(printed) as WireObject;
  change(spec);
  commands.sandbox.clearRequests();
  return directoryOf({ 'a.yaml': stringify(spec), 'b.yaml': NEW });
}

const share = (spec: WireObject, key: string, rolloutPercentage: number) => ({
  ...spec['flag'].variants[0],
  key,
  rolloutPercentage,
});
const changes = {
  'a variant more': (spec: WireObject) => {
    const [first, ...others] = spec['flag'].variants as WireObject[];
    const half = Number(first?.['rolloutPercentage']) / 2;
    spec['flag'].variants = [{ ...first, rolloutPercentage: half }, ...others];
    spec['flag'].variants.push(share(spec, 'one-more', half));
  },
  'a variant with another key': (spec: WireObject) => {
    spec['flag'].variants.at(-1).key = 'renamed';
  },
  'another holdout': (spec: WireObject) => {
    spec['holdout'] = 'A holdout of the tests';
  },
};

describe('a file that changes what PostHog does not change any more', () => {
  it.each(
    Object.entries(changes).flatMap(([words, change]) =>
      ['running', 'paused', 'stopped'].map((status) => [words, status, change] as const),
    ),
  )('is impossible: %s, where it is %s', async (_words, status, change) => {
    using directory = await directoryWith(status, change);
    const planned = await commands.run('plan', directory.path);
    expect(planned.exitCode).toBe(1);
    expect(planned.printed).toMatch(/Impossible: It was launched, and PostHog then/);
    const applied = await commands.run('apply', directory.path, '--yes');
    expect(applied).toMatchObject({ exitCode: 1 });
    expect(applied.complaints).toContain('Nothing was done');
    expect(await commands.run('drift', directory.path)).toMatchObject({ exitCode: 2 });
    expect(commands.writes()).toEqual([]);
  });

  it.each(Object.entries(changes))('is applied to a draft: %s', async (_words, change) => {
    using directory = await directoryWith('draft', change);
    expect(await commands.run('plan', directory.path)).toMatchObject({ exitCode: 0 });
  });

  it('is applied where only shares differ', async () => {
    using directory = await directoryWith('running', (spec) => {
      const variants = spec['flag'].variants as { rolloutPercentage: number }[];
      variants.at(0)!.rolloutPercentage -= 10;
      variants.at(-1)!.rolloutPercentage += 10;
      variants.reverse();
    });
    const { exitCode, printed } = await commands.run('plan', directory.path);
    expect({ exitCode, isImpossible: printed.includes('Impossible') }).toEqual({
      exitCode: 0,
      isImpossible: false,
    });
  });
});
