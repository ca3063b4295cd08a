import { cpSync, globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vitepress';
import { FILE_LIST, siteFolder } from '../src/docs-site/places.ts';
import { externalScripts } from './external-scripts.ts';
import { sitePages } from './pages/pages.ts';
import { root } from './pages/repository.ts';

const built = fileURLToPath(siteFolder);
const staged = join(root, '.docs-pages');

// VitePress reads its pages from one folder; these come from several, or are generated.
rmSync(staged, { recursive: true, force: true });
for (const { path, text } of sitePages()) {
  const file = join(staged, `${path}.md`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
cpSync(join(root, 'docs/images'), join(staged, 'images'), { recursive: true });
try {
  await build(join(root, 'site'));
  externalScripts(built);
  const files = globSync('**/*.*', { cwd: built }).sort();
  writeFileSync(join(built, FILE_LIST), JSON.stringify(files));
} finally {
  rmSync(staged, { recursive: true, force: true });
}
