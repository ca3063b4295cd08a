import { execFileSync } from 'node:child_process';
import {
  cpSync,
  globSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Makes everything that is generated anew in a copy of the repository, by the very scripts that
// made it, and fails when a file of the copy is then another than the committed one.

const root = fileURLToPath(new URL('../../', import.meta.url));
const SCRIPTS = ['contracts', 'codegen'];
const LEFT_OUT = /^(\.git|dist|bench)(\/|$)|(^|\/)node_modules(\/|$)/;

function contentsOf(folder: string): Map<string, string> {
  const paths = globSync('{.*,**}', { cwd: folder, exclude: (path) => LEFT_OUT.test(path) });
  return new Map(
    paths
      .filter((path) => statSync(join(folder, path)).isFile())
      .map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
  );
}

/** Paths that running the scripts changes or adds. */
function stalePaths(): string[] {
  const copy = mkdtempSync(join(tmpdir(), 'generated-'));
  try {
    cpSync(root, copy, {
      recursive: true,
      filter: (path) => !LEFT_OUT.test(path.slice(root.length)),
    });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    const before = contentsOf(copy);
    for (const script of SCRIPTS) {
      execFileSync('npm', ['run', '--silent', script], {
        cwd: copy,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    }
    return [...contentsOf(copy)]
      .filter(([path, content]) => before.get(path) !== content)
      .map(([path]) => path);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const stale = stalePaths();
for (const path of stale) process.stderr.write(`${path} is stale\n`);
if (stale.length > 0) {
  process.stderr.write(`Run ${SCRIPTS.map((script) => `npm run ${script}`).join(' and ')}.\n`);
  process.exitCode = 1;
}
