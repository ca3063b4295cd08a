import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  globSync,
  mkdirSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** The programs that the instructions of the Dockerfile run, besides Node and npm. */
const PROGRAMS = ['sh', 'env', 'mkdir', 'chown', 'tar', 'gzip'].map((name) => `/usr/bin/${name}`);

/** What follows `npm ci` finds the packages mounted from the machine, which has installed them by the same lock file. */
const NPM = `#!/bin/sh
[ "$1" = ci ] || exec node /usr/local/lib/npm/bin/npm-cli.js "$@"
`;

/**
 * Puts the files of a stand-in for the official image of Node into a directory: this Node, the machine's npm and a few
 * programs with their libraries. No registry is needed.
 */
export function writeBaseImage(directory: string): void {
  for (const path of ['usr/bin', 'usr/lib', 'usr/lib64', 'usr/local/bin', 'proc', 'dev', 'tmp']) {
    mkdirSync(join(directory, path), { recursive: true });
  }
  for (const name of ['bin', 'lib', 'lib64']) symlinkSync(`usr/${name}`, join(directory, name));
  chmodSync(join(directory, 'tmp'), 0o1777);
  const copy = (from: string, to = from) =>
    cpSync(realpathSync(from), join(directory, to), { recursive: true });
  copy(process.execPath, '/usr/local/bin/node');
  // The compiled part of the bundler needs a library that Node does not.
  const bundler = globSync('node_modules/@rolldown/binding-*/*.node');
  const libraries = librariesOf([process.execPath, ...bundler, ...PROGRAMS]);
  for (const path of [...PROGRAMS, ...libraries]) copy(path);
  const npm = execFileSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim();
  copy(dirname(dirname(realpathSync(npm))), '/usr/local/lib/npm');
  writeFileSync(join(directory, 'usr/local/bin/npm'), NPM, { mode: 0o755 });
  mkdirSync(join(directory, 'etc'));
  writeFileSync(
    join(directory, 'etc/passwd'),
    'root:x:0:0::/root:/bin/sh\nnode:x:1000:1000::/:/bin/sh\n',
  );
}

/** The shared libraries that programs are linked with, and the program that loads them. */
function librariesOf(programs: readonly string[]): ReadonlySet<string> {
  const listed = programs.map((program) => execFileSync('ldd', [program], { encoding: 'utf8' }));
  return new Set(listed.join('').match(/\/\S+(?= \(0x)/g));
}
