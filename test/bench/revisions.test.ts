import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildRevision, findRevision } from '../../bench/compare/revisions.ts';

const directory = mkdtempSync(join(tmpdir(), 'revisions-'));
const repository = join(directory, 'repository');
const builds = join(directory, 'builds');
const git = (...words: string[]) =>
  execFileSync('git', words, { cwd: repository, encoding: 'utf8' }).trim();
const put = (path: string, text: string) => writeFileSync(join(repository, path), text);

describe('the revisions of a comparison', () => {
  beforeAll(() => {
    vi.spyOn(console, 'log').mockReturnValue();
    mkdirSync(join(repository, 'node_modules/a'), { recursive: true });
    put('node_modules/a/index.js', '');
    put('.gitignore', 'node_modules\ndist\n');
    const build =
      'mkdir dist && cp source.txt dist/main.js && printenv > dist/environment.txt && echo built >> ../count.txt';
    put('package.json', JSON.stringify({ name: 'a', version: '1.0.0', scripts: { build } }));
    const packages = { '': { name: 'a', version: '1.0.0' }, 'node_modules/a': {} };
    put('package-lock.json', JSON.stringify({ lockfileVersion: 3, packages }));
    put('source.txt', 'first');
    git('init', '--quiet');
    git('add', '--all');
    git('-c', 'user.name=a', '-c', 'user.email=a@example.test', 'commit', '-qm', 'First');
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });
  afterAll(() => {
    vi.restoreAllMocks();
    rmSync(directory, { recursive: true, force: true });
  });

  it('builds a revision once, with the packages of the repository where the lock file is the same', () => {
    const found = findRevision('HEAD', repository);
    expect(found).toEqual({
      name: git('rev-parse', 'HEAD').slice(0, 8),
      tree: git('rev-parse', 'HEAD^{tree}'),
    });
    const at = buildRevision(found, { repository, builds });
    expect(readFileSync(join(at, 'dist/main.js'), 'utf8')).toBe('first');
    const inode = (root: string) => statSync(join(root, 'node_modules/a/index.js')).ino;
    expect(inode(at)).toBe(inode(repository));
    expect(buildRevision(found, { repository, builds })).toBe(at);
    expect(readFileSync(join(builds, 'count.txt'), 'utf8')).toBe('built\n');
  });

  it('takes the working tree with changed and new files, and leaves the index as it is', () => {
    put('source.txt', 'second');
    put('new.txt', 'new');
    const before = git('status', '--porcelain');
    const at = buildRevision(findRevision(undefined, repository), { repository, builds });
    expect(readFileSync(join(at, 'dist/main.js'), 'utf8')).toBe('second');
    expect(readFileSync(join(at, 'new.txt'), 'utf8')).toBe('new');
    expect(git('status', '--porcelain')).toBe(before);
  });

  it('installs and builds with the certificates and proxies of this machine, but not for production', () => {
    put('source.txt', 'third');
    vi.stubEnv('NODE_EXTRA_CA_CERTS', '/certificates.pem');
    vi.stubEnv('https_proxy', 'http://proxy.test');
    vi.stubEnv('NODE_ENV', 'production');
    const at = buildRevision(findRevision(undefined, repository), { repository, builds });
    const environment = readFileSync(join(at, 'dist/environment.txt'), 'utf8').split('\n');
    expect(environment).toContain('NODE_EXTRA_CA_CERTS=/certificates.pem');
    expect(environment).toContain('https_proxy=http://proxy.test');
    expect(environment).not.toContain('NODE_ENV=production');
  });

  it('does not take what failed to build for built', () => {
    put(
      'package.json',
      JSON.stringify({
        name: 'a',
        version: '1.0.0',
        scripts: { build: 'echo no compiler && exit 3' },
      }),
    );
    const broken = findRevision(undefined, repository);
    const build = () => buildRevision(broken, { repository, builds });
    expect(build).toThrow('no compiler');
    expect(build).toThrow('no compiler');
  });

  it('refuses a revision that git does not know', () => {
    expect(() => findRevision('nowhere', repository)).toThrow('nowhere');
  });
});
