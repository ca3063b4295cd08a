import { chmodSync, lstatSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asColleague } from '../support/sandbox-control.ts';
import { directoryOf } from './support/directory.ts';
import { SpecCommands } from './support/spec-commands.ts';

let commands: SpecCommands;
beforeAll(async () => {
  commands = await SpecCommands.start();
});
afterAll(() => commands.sandbox.close());

/** What `pull` makes of a file that has another description than PostHog. */
async function pulledOver(file: string, encode: (text: string) => string): Promise<string> {
  const { id } = await commands.byStatus('draft');
  const { printed } = await commands.run('pull', String(id));
  const old = printed.replace(/^description: .*$/m, 'description: Old # why');
  writeFileSync(file, encode(`${old}\n`));
  const { exitCode } = await commands.run('pull', String(id), '--output', file);
  expect(exitCode).toBe(0);
  const text = readFileSync(file, 'utf8');
  expect(text).not.toContain('description: Old');
  return text;
}

describe('pull over a file', () => {
  it('keeps the line ends and the byte order mark', async () => {
    using directory = directoryOf({});
    const file = join(directory.path, 'a.yaml');
    const text = await pulledOver(file, (old) => `\uFEFF${old.replaceAll('\n', '\r\n')}`);
    expect(text).toMatch(/^\uFEFFname: /);
    expect(text).toMatch(/^description: .* # why\r$/m);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(await commands.run('drift', directory.path)).toMatchObject({ exitCode: 0 });
  });

  it('writes through a link and keeps the permissions', async () => {
    using directory = directoryOf({ 'real.txt': '' });
    const real = join(directory.path, 'real.txt');
    const link = join(directory.path, 'a.yaml');
    chmodSync(real, 0o640);
    symlinkSync('real.txt', link);
    const text = await pulledOver(link, (old) => old);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(real, 'utf8')).toBe(text);
    expect(statSync(real).mode & 0o777).toBe(0o640);
  });

  it('leaves each comment with the metric that it is about when others are added, removed or renamed', async () => {
    const draft = await commands.byStatus('draft');
    const metric = (name: string) => ({
      kind: 'ExperimentMetric',
      metric_type: 'mean',
      name,
      source: { kind: 'EventsNode', event: 'order_completed' },
    });
    const set = (...names: string[]) =>
      asColleague(commands.sandbox, 'PATCH', `experiments/${draft['id']}/`, {
        metrics: names.map(metric),
      });
    await set('One', 'Two', 'Three');
    using directory = directoryOf({});
    const file = join(directory.path, 'a.yaml');
    const pull = () => commands.run('pull', String(draft['id']), '--output', file);
    await pull();
    writeFileSync(file, readFileSync(file, 'utf8').replace(/name: (One|Two|Three)$/gm, '$& # $1'));
    const names = () => readFileSync(file, 'utf8').match(/(?<=^ +name: )\w+( # \w+)?$/gm);

    await set('New', 'One', 'Two', 'Three');
    expect(await pull()).toMatchObject({ exitCode: 0 });
    expect(names()?.slice(0, 4)).toEqual(['New', 'One # One', 'Two # Two', 'Three # Three']);

    await set('Three', 'Two renamed', 'New');
    expect(await pull()).toMatchObject({ exitCode: 0 });
    expect(names()).toContain('Three # Three');
    expect(await commands.run('drift', directory.path)).toMatchObject({ exitCode: 0 });
  });

  it('refuses a file that is not UTF-8, and leaves it as it is', async () => {
    const { id } = await commands.byStatus('draft');
    const { printed } = await commands.run('pull', String(id));
    using directory = directoryOf({});
    const file = join(directory.path, 'a.yaml');
    const latin = Buffer.from(`# caf\u00E9\n${printed}\n`, 'latin1');
    writeFileSync(file, latin);
    const { exitCode, complaints } = await commands.run('pull', String(id), '--output', file);
    expect(exitCode).toBe(1);
    expect(complaints).toContain('a.yaml:1:1: It is not text in UTF-8.');
    expect(readFileSync(file).equals(latin)).toBe(true);
  });

  it('refuses a file about another experiment on the same flag, and follows one that was renamed', async () => {
    const first = await commands.byStatus('draft');
    const key = first['feature_flag_key'];
    const twin = await asColleague(
      commands.sandbox,
      'POST',
      `experiments/${first['id']}/duplicate/`,
      { name: 'Twin', feature_flag_key: key },
    );
    using directory = directoryOf({});
    const file = join(directory.path, 'a.yaml');
    const pull = (id: unknown) => commands.run('pull', String(id), '--output', file);
    expect(await pull(twin['id'])).toMatchObject({ exitCode: 0 });
    const text = readFileSync(file, 'utf8');

    const refused = await pull(first['id']);
    expect(refused.exitCode).toBe(1);
    expect(refused.complaints).toContain('another experiment on the same flag, "Twin"');
    expect(readFileSync(file, 'utf8')).toBe(text);

    await asColleague(commands.sandbox, 'PATCH', `experiments/${twin['id']}/`, { name: 'Renamed' });
    expect(await pull(twin['id'])).toMatchObject({ exitCode: 0 });
    expect(readFileSync(file, 'utf8')).toBe(text.replace('name: Twin', 'name: Renamed'));
  });
});
