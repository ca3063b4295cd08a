import { chmodSync, lstatSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
});
