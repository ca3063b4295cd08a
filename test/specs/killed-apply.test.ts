import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { injectFault } from '../support/sandbox-control.ts';
import { serverCommand, spawnCommand } from '../support/spawned.ts';
import { directoryOf } from './support/directory.ts';
import { NEW, SpecCommands } from './support/spec-commands.ts';

let commands: SpecCommands;
let sandbox: Sandbox;
beforeAll(async () => {
  commands = await SpecCommands.start();
  ({ sandbox } = commands);
});
afterAll(() => sandbox.close());

describe('a directory of 25 experiments', () => {
  it('costs a plan of one call each and four lists, and is applied once even if apply is killed', async () => {
    const chosen = (await commands.rows()).slice(0, 24);
    expect(chosen).toHaveLength(24);
    const before = new Map<number, number>();
    using directory = directoryOf({ 'new.yaml': NEW.replaceAll(/[Pp]ricing/g, 'bundle') });
    for (const { id, name, feature_flag_key: featureFlagKey } of chosen) {
      // oxlint-disable-next-line no-await-in-loop
      before.set(id, (await commands.row(id))['version']);
      const spec = JSON.stringify({ name, featureFlagKey, tags: ['as-code'] });
      writeFileSync(join(directory.path, `${id}.json`), spec);
    }
    const planned = JSON.parse((await commands.run('plan', directory.path, '--json')).printed);
    expect(planned.summary).toMatchObject({ create: 1, update: chosen.length, impossible: 0 });
    expect(planned.calls).toBeLessThanOrEqual(chosen.length + 4);

    sandbox.clearRequests();
    await injectFault(sandbox, 'experiments/', {
      match: { method: 'PATCH', path: 'experiments/\\d+/$' },
      latency_ms: 100,
    });
    const running = spawnCommand(serverCommand('apply', directory.path, '--yes'), {
      cwd: directory.path,
      environment: commands.settings,
    });
    while (commands.writes().length < 5 && running.child.exitCode === null)
      // oxlint-disable-next-line no-await-in-loop
      await sleep(10);
    running.child.kill('SIGKILL');
    expect(await running.ended).toBe('SIGKILL');
    const made = commands.writes().length;
    expect(made).toBeLessThan(chosen.length);

    const second = await commands.run('apply', directory.path, '--yes');
    expect(second).toMatchObject({ exitCode: 0, complaints: '' });
    // The creation and the launch are two writes.
    expect(commands.writes()).toHaveLength(chosen.length + 2);
    for (const [id, version] of before)
      // oxlint-disable-next-line no-await-in-loop
      expect(await commands.row(id)).toMatchObject({ version: version + 1, tags: ['as-code'] });
    const created = (await commands.rows()).filter((one) => one['feature_flag_key'] === 'bundle');
    expect(created).toMatchObject([{ status: 'running' }]);

    const third = await commands.run('apply', directory.path, '--yes');
    expect(third.printed).toContain('Nothing is to be done.');
    expect(commands.writes()).toHaveLength(chosen.length + 2);
    expect(await commands.run('drift', directory.path)).toMatchObject({ exitCode: 0 });
  });
});
