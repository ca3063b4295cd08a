import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { rolldown, type Plugin } from 'rolldown';
import { afterEach, describe, expect, it } from 'vitest';
import { readBuiltinsByName } from '../../build/builtins-by-name.ts';
import { oneCopy, replaceFiles, replaceText } from '../../build/library-rewrites.ts';
import { readableByOldNode } from '../../build/readable-by-old-node.ts';
import { selfContained } from '../../build/self-contained.ts';
import { NOTICES_FILE, thirdPartyNotices } from '../../build/third-party-notices.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

type Files = Readonly<Record<string, string>>;

/** Bundles main.js and some files with one plugin, and returns the output by file name. */
async function build(plugin: Plugin, files: Files): Promise<Files> {
  const folder = mkdtempSync(join(tmpdir(), 'build-'));
  folders.push(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const bundle = await rolldown({
    input: join(folder, 'main.js'),
    cwd: folder,
    platform: 'node',
    external: ['not-bundled'],
    plugins: [plugin],
    logLevel: 'silent',
  });
  const { output } = await bundle.generate({ format: 'esm' });
  return Object.fromEntries(
    output.map((one) => [one.fileName, one.type === 'chunk' ? one.code : String(one.source)]),
  );
}

const inLibrary = (content: string): Files => ({
  'main.js': "import { value } from 'library'; console.log(value);",
  'node_modules/library/package.json':
    '{"name":"library","version":"1.2.3","license":"MIT","author":"Ada","main":"index.mjs"}',
  'node_modules/library/index.mjs': content,
});

const replaceIndex = (file: RegExp) => replaceFiles([{ file, instead: 'export const value = 2;' }]);
const replaceOne = (text: string) => replaceText({ file: /library/, text, by: '2' });

describe('a change to library code', () => {
  it('replaces a whole file', async () => {
    const output = await build(
      replaceIndex(/library\/index\.mjs$/),
      inLibrary('export const value = 1;'),
    );
    expect(output['main.js']).toContain('console.log(2)');
  });

  it('replaces a part of a file', async () => {
    const output = await build(replaceOne('one()'), inLibrary('export const value = one();'));
    expect(output['main.js']).toContain('console.log(2)');
  });

  it('imports builtins by name', async () => {
    const library = inLibrary("import { join as value } from 'node:path'; export { value };");
    const output = await build(readBuiltinsByName(), library);
    expect(output['main.js']).toMatch(/getBuiltinModule\(.node:path.\)/);
  });

  it.each<[string, Plugin]>([
    ['a file is no longer loaded', replaceIndex(/library\/lib\/index\.mjs$/)],
    [
      'one file of several is no longer loaded',
      replaceFiles([
        { file: /library\/index\.mjs$/, instead: 'export const value = 2;' },
        { file: /library\/removed\.js$/, instead: '' },
      ]),
    ],
    ['the text to replace is missing', replaceOne('two()')],
    ['no file belongs to that package', replaceText({ file: /another/, text: 'one()', by: '2' })],
    ['the package is no longer imported', oneCopy('graphql')],
  ])('fails the build when %s', async (_, plugin) => {
    const library = inLibrary('export const value = one();');
    await expect(build(plugin, library)).rejects.toThrow(/matched nothing for/);
  });

  it('fails the build when no builtin is imported', async () => {
    const library = inLibrary('export const value = 1;');
    await expect(build(readBuiltinsByName(), library)).rejects.toThrow(/found no import/);
  });

  it('fails the build when an import of a builtin remains', async () => {
    const library = inLibrary(
      "export { join as value } from 'node:path'; import os from 'node:os' with { kind: 'builtin' }; console.log(os);",
    );
    await expect(build(readBuiltinsByName(), library)).rejects.toThrow(/import of node:os/);
  });
});

describe('the published package', () => {
  it('imports no package', async () => {
    const importing = { 'main.js': "import 'not-bundled';" };
    await expect(build(selfContained(), importing)).rejects.toThrow(/imports not-bundled/);
    const lazily = { 'main.js': "await import('not-bundled');" };
    await expect(build(selfContained(), lazily)).rejects.toThrow(/imports not-bundled/);
    expect(await build(selfContained(), { 'main.js': "import 'node:fs';" })).toHaveProperty(
      'main.js',
    );
  });

  it('has an entry without static imports', async () => {
    const importing = { 'main.js': "import { join } from 'node:path'; console.log(join);" };
    await expect(build(readableByOldNode(), importing)).rejects.toThrow(/ImportDeclaration/);
    const output = await build(readableByOldNode(), { 'main.js': "import('node:path');" });
    expect(output['main.js']).not.toMatch(/export/);
  });

  it('lists the name, version, licence and licence text of everything it contains', async () => {
    const library = inLibrary('export const value = 1;');
    const notices = (await build(thirdPartyNotices(), library))[NOTICES_FILE];
    expect(notices).toContain('library 1.2.3 (MIT)');
    expect(notices).toContain('Copyright (c) Ada\n\nPermission is hereby granted');
    expect(notices).toMatch(/^rolldown [\d.]+ \(MIT\)$/m);
    const own = { ...library, 'node_modules/library/LICENSE': 'All may use it.' };
    expect((await build(thirdPartyNotices(), own))[NOTICES_FILE]).toContain('All may use it.');
  });

  it.each([
    ['Elastic-2.0', /library 1\.2\.3 is licensed under Elastic-2\.0/],
    ['MIT AND Elastic-2.0', /licensed under MIT AND Elastic-2\.0/],
    ['SEE LICENSE IN LICENSE.md', /licensed under SEE LICENSE/],
    [undefined, /library 1\.2\.3 states no licence/],
    ['Apache-2.0', /library ships no licence text/],
  ])(
    'contains nothing under the licence %s without meeting its conditions',
    async (license, problem) => {
      const library = {
        ...inLibrary('export const value = 1;'),
        'node_modules/library/package.json': JSON.stringify({
          name: 'library',
          version: '1.2.3',
          main: 'index.mjs',
          license,
        }),
      };
      await expect(build(thirdPartyNotices(), library)).rejects.toThrow(problem);
    },
  );

  it.each(['MIT OR Elastic-2.0', '(Apache-2.0 AND BSL-1.0)'])(
    'may be under %s',
    async (license) => {
      const library = {
        ...inLibrary('export const value = 1;'),
        'node_modules/library/LICENSE': 'Its text.',
        'node_modules/library/package.json': JSON.stringify({
          name: 'library',
          version: '1.2.3',
          main: 'index.mjs',
          license,
        }),
      };
      expect((await build(thirdPartyNotices(), library))[NOTICES_FILE]).toContain('Its text.');
    },
  );
});
