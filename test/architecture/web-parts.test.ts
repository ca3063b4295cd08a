import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const root = new URL('../../web/src/', import.meta.url);
const files = globSync('**/*.{ts,tsx}', { cwd: root }).map((path) => ({
  path: path.replaceAll('\\', '/'),
  text: readFileSync(new URL(path, root), 'utf8'),
}));

/** The files in which a text occurs. */
const filesWith = (text: RegExp) =>
  files.filter((file) => text.test(file.text)).map(({ path }) => path);

it('what the web app loads later goes through the one place that is ready for it not to come', () => {
  expect(filesWith(/\blazy\b|\bSuspense\b/)).toEqual(['loading/part.tsx']);
  const elsewhere = files.filter(({ text }) => {
    const imports = text.match(/\bimport\(/g)?.length ?? 0;
    const parts = text.match(
      /\bpart\((?:\(\) => |async \(\) => \(\{\s*default: \(await )import\(/g,
    );
    return imports !== (parts?.length ?? 0);
  });
  expect(elsewhere.map(({ path }) => path)).toEqual([
    // A library, which the connection that needs it asks for again.
    'graph/sse-link.ts',
  ]);
});
