import { describe, expect, it } from 'vitest';
import lockFile from '../../package-lock.json' with { type: 'json' };
import manifest from '../../package.json' with { type: 'json' };
import { lockFileProblems, type LockedPackage } from './lock-file.ts';

const sound: LockedPackage = { version: '1.2.3', integrity: 'sha512-AAAA==' };
const problemsOf = (locked: LockedPackage, path = 'node_modules/@some/one') =>
  lockFileProblems({ packages: { [path]: locked } }, { known: false });

describe('the lock file', () => {
  it('installs only published packages with a known checksum', () => {
    expect(Object.keys(lockFile.packages).length).toBeGreaterThan(100);
    expect(lockFileProblems(lockFile, manifest.allowScripts)).toEqual([]);
  });

  it('allows no install script but the one that installs Node', () => {
    const allowed = Object.entries(manifest.allowScripts).filter(([, allow]) => allow);
    expect(allowed).toEqual([['node', true]]);
  });

  it('has exact versions of everything that is named in package.json', () => {
    const named = { ...manifest.devDependencies, ...manifest.overrides };
    const exact = /^(npm:[\w@/-]+@)?\d+\.\d+\.\d+$/;
    expect(Object.entries(named).filter(([, version]) => !exact.test(version))).toEqual([]);
  });
});

describe('the check of the lock file', () => {
  it.each<[string, LockedPackage, string]>([
    ['a package without a hash', { version: '1.2.3' }, 'has no integrity hash'],
    ['a weak hash', { ...sound, integrity: 'sha1-AAAA' }, 'has no integrity hash'],
    ['an address', { ...sound, resolved: 'https://a.example/a.tgz' }, 'is fetched from https://a'],
    ['a link', { ...sound, link: true }, 'is a link'],
    ['an unknown install script', { ...sound, hasInstallScript: true }, 'has an install script'],
    ...[
      'git+ssh://git@a.example/b.git',
      'github:a/b',
      'a/b',
      'file:../b',
      'https://a.example/b.tgz',
    ].map((from): [string, LockedPackage, string] => [
      `a dependency from ${from}`,
      { ...sound, dependencies: { b: from } },
      `depends on b from ${from}`,
    ]),
  ])('names %s', (_, locked, problem) => {
    expect(problemsOf(locked)).toEqual([expect.stringContaining(`@some/one ${problem}`)]);
  });

  it('accepts ranges, aliases and install scripts that were approved', () => {
    const dependencies = { a: '^1.2.3', b: 'npm:@c/d@1.0.0', e: '>=1 <3 || 4.x', f: '*', g: '' };
    expect(problemsOf({ ...sound, dependencies })).toEqual([]);
    expect(problemsOf({ ...sound, hasInstallScript: true }, 'node_modules/known')).toEqual([]);
  });

  it('accepts the packages of this repository', () => {
    expect(problemsOf({ link: true, resolved: 'packages/client' })).toEqual([]);
    expect(problemsOf({ version: '1.2.3' }, 'packages/client')).toEqual([]);
    expect(problemsOf({ ...sound, link: true, resolved: '../client' })).toContain(
      '@some/one is a link',
    );
  });
});
